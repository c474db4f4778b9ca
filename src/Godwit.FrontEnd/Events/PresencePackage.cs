using Godwit.FrontEnd.Clients;
using Godwit.FrontEnd.Documents;
using Godwit.FrontEnd.Notifications;
using Godwit.Pool.Homes;
using Godwit.Pool.Presence;
using Godwit.Pool.Users;
using Godwit.Sip.Headers;
using Godwit.Sip.Messages;
using Godwit.Sip.Uris;

namespace Godwit.FrontEnd.Events;

/// <summary>Presence of others: one user, or a list in one SUBSCRIBE (2005: adhoclist, 2007: batchSub).</summary>
public sealed class PresencePackage(ForestView forest, IPresenceRoute route) : IEventPackage
{
    /// <summary>Homes asked at a time: a list of hundreds must not fill the pool's queues at once.</summary>
    private const int AtOnce = 64;

    /// <summary>A one-time read watches for a moment.</summary>
    private static readonly TimeSpan Shortest = TimeSpan.FromMinutes(1);

    public string Name => EventNames.Presence;

    public bool IsFor(PresenceMode mode) => true;

    public async ValueTask<EventState> Open(EventRequest request, CancellationToken cancel)
    {
        var type = MediaTypes.Bare(request.Sip.Headers.Get(HeaderNames.ContentType));
        if (request.Sip.Body.IsEmpty) return await One(request, cancel);
        if (!type.Equals(MediaTypes.BatchSubscribe, StringComparison.OrdinalIgnoreCase) && !type.Equals(MediaTypes.AdhocList, StringComparison.OrdinalIgnoreCase))
            return new EventState(null, RequestRefusals.UnknownType(type));
        if (!SafeXml.TryRead(request.Sip.Body, out var root, out var problem)) return new EventState(null, RequestRefusals.Malformed(problem));

        var list = WatchList.Read(root);
        foreach (var resource in list.Unsubscribe)
            if (resource.Address is { } user) await Forget(request, user, cancel);
        var views = await Watch(request, list.Subscribe, cancel);
        var listed = new ListedResource[views.Length];
        for (var i = 0; i < views.Length; i++)
            listed[i] = new ListedResource(list.Subscribe[i].Uri, views[i] is { } view ? PresenceBody.Of(view, request.Subscription.Form) : null);
        return new EventState(ResourceList.Write(list.Uri.Length > 0 ? list.Uri : request.Caller.Endpoint.Key.User.Uri, listed));
    }

    /// <summary>Without a list: the user in To; a refresh without a body goes on with all it had.</summary>
    private async ValueTask<EventState> One(EventRequest request, CancellationToken cancel)
    {
        if (request.Subscription.Watched is { Count: > 1 } many)
        {
            await Watch(request, [.. many.Select(user => new WatchedResource(user.Uri, user, false))], cancel);
            return new EventState(null);
        }

        if (!NameAddress.TryParse(request.Sip.Headers.Get(HeaderNames.To), out var to) || !SipUri.TryParse(to.Uri, out var uri) || !SipAddress.TryParse(uri.Address, out var user))
            return new EventState(null, RequestRefusals.Malformed("To names no SIP address like sip:alice@example.org"));
        var views = await Watch(request, [new WatchedResource(user.Uri, user, false)], cancel);
        return new EventState(views[0] is { } view ? PresenceBody.Of(view, request.Subscription.Form) : null);
    }

    private async ValueTask<PresenceView?[]> Watch(EventRequest request, IReadOnlyList<WatchedResource> resources, CancellationToken cancel)
    {
        var watcher = request.Caller.Endpoint.Key;
        var name = forest.Find(watcher.User)?.DisplayName ?? watcher.User.Value;
        var expires = request.Expires < Shortest ? Shortest : request.Expires;
        var views = new PresenceView?[resources.Count];
        for (var start = 0; start < views.Length; start += AtOnce)
        {
            var asked = new List<Task>(AtOnce);
            for (var i = start; i < Math.Min(start + AtOnce, views.Length); i++) asked.Add(WatchOne(i));
            await Task.WhenAll(asked);
        }

        return views;

        async Task WatchOne(int i)
        {
            // Written down first: what her home tells before it has answered must find its subscription.
            if (resources[i].Address is not { } user || !request.Subscription.Watch(user, SubscriptionTable.MostWatched)) return;
            views[i] = await route.Watch(user, watcher, name, resources[i].Added, expires, cancel);
            if (views[i] is null) request.Subscription.Forget(user);
        }
    }

    private async ValueTask Forget(EventRequest request, SipAddress user, CancellationToken cancel)
    {
        request.Subscription.Forget(user);
        await route.Unwatch(user, request.Caller.Endpoint.Key, cancel);
    }
}
