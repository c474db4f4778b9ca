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
    /// <summary>A one-time read watches for a moment.</summary>
    private static readonly TimeSpan Shortest = TimeSpan.FromMinutes(1);

    private static readonly byte[] EventList = "eventlist"u8.ToArray();

    public string Name => EventNames.Presence;

    public bool IsFor(PresenceMode mode) => true;

    public async ValueTask<EventState> Open(EventRequest request, CancellationToken cancel)
    {
        var type = MediaTypes.Bare(request.Sip.Headers.Get(HeaderNames.ContentType));
        if (request.Sip.Body.IsEmpty) return await One(request, cancel);
        if (type.Equals(MediaTypes.ResourceLists, StringComparison.OrdinalIgnoreCase)) return await OpenList(request, cancel);
        if (!type.Equals(MediaTypes.BatchSubscribe, StringComparison.OrdinalIgnoreCase) && !type.Equals(MediaTypes.AdhocList, StringComparison.OrdinalIgnoreCase))
            return new EventState(null, RequestRefusals.UnknownType(type));
        if (!SafeXml.TryRead(request.Sip.Body, out var root, out var problem)) return new EventState(null, RequestRefusals.Malformed(problem));

        var list = WatchList.Read(root);
        foreach (var resource in list.Unsubscribe)
            if (resource.Address is { } user) await Forget(request, user, cancel);
        var views = await Watch(request, list.Subscribe, cancel);
        var listed = list.Subscribe.Select(resource => new ListedResource(
            resource.Uri, resource.Address is { } user && views.GetValueOrDefault(user) is { } view ? PresenceBody.Of(view, request.Subscription.Form) : null));
        return new EventState(ResourceList.Write(list.Uri.Length > 0 ? list.Uri : request.Caller.Endpoint.Key.User.Uri, [.. listed]), IsKnown: Known(views));
    }

    /// <summary>A list of the standard kind, which the request itself carries (RFC 5367 §5). A refresh may bring another one.</summary>
    private async ValueTask<EventState> OpenList(EventRequest request, CancellationToken cancel)
    {
        if (!TakesLists(request.Sip)) return new EventState(null, RequestRefusals.NeedsEventList);
        if (!SafeXml.TryRead(request.Sip.Body, out var root, out var problem)) return new EventState(null, RequestRefusals.Malformed(problem));
        var resources = WatchList.Read(root).Subscribe;
        var names = new Dictionary<SipAddress, string>();
        foreach (var resource in resources)
            if (resource.Address is { } user) names[user] = resource.Uri;
        foreach (var user in request.Subscription.Watched)
            if (!names.ContainsKey(user)) await Forget(request, user, cancel);
        request.Subscription.List = new WatchedList(NameAddress.TryParse(request.Sip.Headers.Get(HeaderNames.To), out var to) ? to.Uri : request.Sip.Uri, names);
        return await TellList(request, resources, cancel);
    }

    /// <summary>It can read the NOTIFYs of a list (RFC 4662 §4.1).</summary>
    private static bool TakesLists(SipRequest request) =>
        HeaderBytes.HasToken(request.Headers, HeaderNames.Supported, EventList) || HeaderBytes.HasToken(request.Headers, HeaderNames.Require, EventList);

    private async ValueTask<EventState> TellList(EventRequest request, IReadOnlyList<WatchedResource> resources, CancellationToken cancel)
    {
        var views = await Watch(request, resources, cancel);
        var listed = resources.Select(resource => resource.Address is { } user && request.Subscription.Watches(user)
            ? new ListedResource(resource.Uri, views.GetValueOrDefault(user) is { } view ? PidfXml.Write(view) : null, IsPending: views.GetValueOrDefault(user)?.IsPending ?? false)
            : new ListedResource(resource.Uri, null, IsGone: true));
        var list = ResourceList.Write(request.Subscription.List!.Uri, [.. listed], request.Subscription.NextVersion(), isFull: true, isStandard: true);
        return new EventState(list, IsKnown: Known(views));
    }

    /// <summary>Without a list: the user in To; a refresh without a body goes on with all it had.</summary>
    private async ValueTask<EventState> One(EventRequest request, CancellationToken cancel)
    {
        if (request.Subscription.List is { } list)
            return await TellList(request, [.. list.Names.Select(n => new WatchedResource(n.Value, n.Key, false))], cancel);
        if (request.Subscription.Watched is { Count: > 1 } many)
        {
            await Watch(request, [.. many.Select(user => new WatchedResource(user.Uri, user, false))], cancel);
            return new EventState(null);
        }

        if (!NameAddress.TryParse(request.Sip.Headers.Get(HeaderNames.To), out var to) || !SipUri.TryParse(to.Uri, out var uri) || !SipAddress.TryParse(uri.Address, out var user))
            return new EventState(null, RequestRefusals.Malformed("To names no SIP address like sip:alice@example.org"));
        var views = await Watch(request, [new WatchedResource(user.Uri, user, false)], cancel);
        request.Subscription.IsPending = views.GetValueOrDefault(user)?.IsPending ?? false;
        return new EventState(views.GetValueOrDefault(user) is { } view ? PresenceBody.Of(view, request.Subscription.Form) : null, IsKnown: Known(views));
    }

    /// <summary>The views there are now; who is not among them is not known yet, or at all.</summary>
    private async ValueTask<Dictionary<SipAddress, PresenceView>> Watch(EventRequest request, IReadOnlyList<WatchedResource> resources, CancellationToken cancel)
    {
        var watcher = request.Caller.Endpoint.Key;
        var name = forest.Find(watcher.User)?.DisplayName ?? watcher.User.Value;
        // Written down first: what her home tells before it has answered must find its subscription.
        var users = new List<WatchedUser>(resources.Count);
        foreach (var resource in resources)
            if (Known(resource.Address) is { } user && request.Subscription.Watch(user, SubscriptionTable.MostWatched)) users.Add(new WatchedUser(user, resource.Added));
        var sights = await route.Watch(watcher, name, users, request.Expires < Shortest ? Shortest : request.Expires, cancel);
        var views = new Dictionary<SipAddress, PresenceView>();
        for (var i = 0; i < users.Count; i++)
        {
            if (sights[i].View is { } view) views[users[i].User] = view;
            if (!sights[i].Watches) request.Subscription.Forget(users[i].User);
        }

        return views;
    }

    /// <summary>The directory's own copy of an address: thousands of watchers name the same people.</summary>
    private SipAddress? Known(SipAddress? address) => address is { } user ? forest.Find(user)?.Address ?? user : null;

    /// <summary>What was told while the request was answered, and was in the answer already.</summary>
    private static Func<HomeNotification, bool> Known(Dictionary<SipAddress, PresenceView> views) => notification =>
        notification is HomeNotification.PresenceChanged { View: var told } && views.TryGetValue(told.Presentity, out var view) && told.Version <= view.Version;

    private async ValueTask Forget(EventRequest request, SipAddress user, CancellationToken cancel)
    {
        request.Subscription.Forget(user);
        await route.Unwatch(user, request.Caller.Endpoint.Key, cancel);
    }
}
