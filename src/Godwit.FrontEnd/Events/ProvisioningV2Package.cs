using Godwit.FrontEnd.Documents;
using Godwit.FrontEnd.Notifications;
using Godwit.Pool.Homes;

namespace Godwit.FrontEnd.Events;

/// <summary>What the server tells 2007 clients about itself.</summary>
public sealed class ProvisioningV2Package(FrontEndOptions options) : IEventPackage
{
    private readonly MimeBody _document = ProvisioningXml.V2(options.GroupExpansion);

    public string Name => EventNames.ProvisioningV2;

    public bool IsFor(PresenceMode mode) => mode == PresenceMode.Enhanced;

    public ValueTask<EventState> Open(EventRequest request, CancellationToken cancel) => new(new EventState(_document, Once: true));
}
