using Godwit.FrontEnd.Notifications;
using Godwit.Pool.Homes;

namespace Godwit.FrontEnd.Events;

/// <summary>The end of one's own registration. Signed-in clients are told without asking ([MS-SIPREGE] §3.2), so there is no state to begin with.</summary>
public sealed class RegistrationPackage : IEventPackage
{
    public string Name => EventNames.Registration;

    public bool IsFor(PresenceMode mode) => true;

    public ValueTask<EventState> Open(EventRequest request, CancellationToken cancel) => new(new EventState(null));
}
