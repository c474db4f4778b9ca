using Godwit.FrontEnd.Documents;
using Godwit.FrontEnd.Notifications;
using Godwit.Pool.Homes;

namespace Godwit.FrontEnd.Events;

/// <summary>What the server tells 2005 clients about itself.</summary>
public sealed class ProvisioningPackage : IEventPackage
{
    public string Name => EventNames.Provisioning;

    public bool IsFor(PresenceMode mode) => true;

    public ValueTask<EventState> Open(EventRequest request, CancellationToken cancel) =>
        new(new EventState(ProvisioningXml.Legacy(request.Caller.Endpoint.Key.User.Uri), Once: true));
}
