using Godwit.FrontEnd.Clients;
using Godwit.FrontEnd.Documents;
using Godwit.FrontEnd.Notifications;
using Godwit.Pool.Users;

namespace Godwit.FrontEnd.Operations;

/// <summary>Reads somebody's presence once ([MS-SIP] §3.2.4.4).</summary>
public sealed class GetPresence(ForestView forest, HomeOf homeOf, IPresenceRoute route, SubscriptionTable subscriptions) : IOperation
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
        if (await route.Watch(user, watcher, name, false, Moment, cancel) is not { } view) return OperationAnswer.Refuse(RequestRefusals.NotFoundInPool);
        if (subscriptions.FindWatching(watcher, user) is null) await route.Unwatch(user, watcher, cancel);
        // She is homed here, else there would be no view.
        return await homeOf(user).MayCommunicate(watcher.User).WaitAsync(cancel)
            ? new OperationAnswer(LegacyPresenceXml.Write(view))
            : OperationAnswer.Refuse(RequestRefusals.Blocked);
    }
}
