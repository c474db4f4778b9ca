using Godwit.FrontEnd.Clients;
using Godwit.FrontEnd.Documents;
using Godwit.FrontEnd.Notifications;
using Godwit.Pool.Users;

namespace Godwit.FrontEnd.Operations;

/// <summary>Reads somebody's presence once ([MS-SIP] §3.2.4.4).</summary>
public sealed class GetPresence(ForestView forest, IPresenceRoute route, SubscriptionTable subscriptions) : IOperation
{
    private static readonly TimeSpan Moment = TimeSpan.FromMinutes(1);

    public string Name => "getPresence";

    public bool IsOwn => false;

    public bool IsOfEndpoint => true;

    public async ValueTask<OperationAnswer> Do(OperationRequest request, CancellationToken cancel)
    {
        var watcher = request.Caller.Endpoint.Key;
        if (!SipAddress.TryParse(LegacyPresenceXml.ReadGetPresence(request.Document), out var user)) return OperationAnswer.Refuse(RequestRefusals.Incomplete(Name));
        var name = forest.Find(watcher.User)?.DisplayName ?? watcher.User.Value;
        var sight = (await route.Watch(watcher, name, [new WatchedUser(user, false)], Moment, cancel))[0];
        if (subscriptions.FindWatching(watcher, user) is null) await route.Unwatch(user, watcher, cancel);
        if (sight.View is not { } view) return OperationAnswer.Refuse(RequestRefusals.NotFoundInPool);
        return view.IsHidden ? OperationAnswer.Refuse(RequestRefusals.Blocked) : new OperationAnswer(LegacyPresenceXml.Write(view));
    }
}
