using System.Collections.Frozen;
using Godwit.FrontEnd.Connections;
using Godwit.Sip.Dialogs;
using Godwit.Sip.Headers;
using Godwit.Sip.Messages;

namespace Godwit.FrontEnd.Notifications;

/// <summary>What clients answer to notifications. Mostly 200, and nothing is kept to wait for it; a client that knows nothing of the subscription ends it.</summary>
public sealed class NotifyAnswers(OwnAddress own, EndpointTable endpoints, SubscriptionTable subscriptions, Farewells farewells)
{
    /// <summary>RFC 6665 §4.2.2: after these the subscription is over; whatever else went wrong, it stays.</summary>
    private static readonly FrozenSet<int> Ending = FrozenSet.Create(404, 405, 410, 416, 480, 481, 482, 483, 484, 485, 489, 501, 604);

    /// <summary>False when the response is to nothing that was told to a client from here, or to what waits for it (UDP).</summary>
    public bool Arrived(SipResponse response, ISipConnection connection)
    {
        if (connection.Peer is not null || !own.IsOwn(response.Headers.GetBytes(HeaderNames.Via).Span)) return false;
        if (Ending.Contains(response.Status) && DialogOf(response) is { } dialog) End(dialog, connection);
        return connection.IsReliable;
    }

    private void End(DialogId dialog, ISipConnection connection)
    {
        foreach (var live in endpoints.Over(connection))
            if (subscriptions.Find(live.Endpoint.Key, dialog) is { } subscription) farewells.End(subscription);
    }

    private static DialogId? DialogOf(SipResponse response) =>
        response.Headers.Get(HeaderNames.CallId) is { } callId
        && NameAddress.TryParse(response.Headers.Get(HeaderNames.From), out var local)
        && NameAddress.TryParse(response.Headers.Get(HeaderNames.To), out var remote)
            ? new DialogId(callId, local.Tag ?? "", remote.Tag ?? "") : null;
}
