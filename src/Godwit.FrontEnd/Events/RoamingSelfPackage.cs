using Godwit.FrontEnd.Clients;
using Godwit.FrontEnd.Documents;
using Godwit.FrontEnd.Notifications;
using Godwit.Pool.Homes;

namespace Godwit.FrontEnd.Events;

/// <summary>The user's own categories, containers and subscribers.</summary>
public sealed class RoamingSelfPackage(FrontEndOptions options, HomeOf homeOf) : IEventPackage
{
    public string Name => EventNames.RoamingSelf;

    public bool IsFor(PresenceMode mode) => mode == PresenceMode.Enhanced;

    public async ValueTask<EventState> Open(EventRequest request, CancellationToken cancel)
    {
        var parts = RoamingParts.All;
        if (!request.Sip.Body.IsEmpty)
        {
            if (!SafeXml.TryRead(request.Sip.Body, out var root, out var problem)) return new EventState(null, RequestRefusals.Malformed(problem));
            parts = RoamingSelfXml.ReadParts(root);
        }

        var endpoint = request.Caller.Endpoint.Key;
        var self = await homeOf(endpoint.User).SubscribeSelf(endpoint, parts.Categories, parts.Containers, parts.Subscribers).WaitAsync(cancel);
        return new EventState(RoamingSelfXml.Write(endpoint.User, self, options.Domains));
    }
}
