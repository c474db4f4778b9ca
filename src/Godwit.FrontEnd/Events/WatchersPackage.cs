using Godwit.FrontEnd.Clients;
using Godwit.FrontEnd.Documents;
using Godwit.FrontEnd.Notifications;

namespace Godwit.FrontEnd.Events;

/// <summary>Who watches the user (RFC 3857): told to nobody but herself.</summary>
public sealed class WatchersPackage(HomeOf homeOf) : IEventPackage
{
    public string Name => EventNames.Watchers;

    public bool IsFor(Pool.Homes.PresenceMode mode) => true;

    public async ValueTask<EventState> Open(EventRequest request, CancellationToken cancel)
    {
        var endpoint = request.Caller.Endpoint.Key;
        if (ResourceOf(request.Sip) is not { } user || user != endpoint.User) return new EventState(null, RequestRefusals.NotYourData);
        var watchers = await homeOf(endpoint.User).SubscribeWatchers(endpoint).WaitAsync(cancel);
        return new EventState(WatcherInfoXml.Write(endpoint.User, watchers, request.Subscription.NextVersion(), isFull: true));
    }

    private static Pool.Users.SipAddress? ResourceOf(Sip.Messages.SipRequest request) =>
        Sip.Headers.NameAddress.TryParse(request.Headers.Get(Sip.Messages.HeaderNames.To), out var to) && Sip.Uris.SipUri.TryParse(to.Uri, out var uri)
            && Pool.Users.SipAddress.TryParse(uri.Address, out var user) ? user : null;
}
