using Godwit.FrontEnd.Documents;
using Godwit.FrontEnd.Notifications;
using Godwit.Pool.Homes;

namespace Godwit.FrontEnd.Events;

/// <summary>What the server tells 2007 clients about itself.</summary>
public sealed class ProvisioningV2Package : IEventPackage
{
    public string Name => EventNames.ProvisioningV2;

    public bool IsFor(PresenceMode mode) => mode == PresenceMode.Enhanced;

    public ValueTask<EventState> Open(EventRequest request, CancellationToken cancel) => new(new EventState(ProvisioningXml.V2, Once: true));
}
