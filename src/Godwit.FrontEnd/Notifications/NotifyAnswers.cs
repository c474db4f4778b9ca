using Godwit.FrontEnd.Connections;
using Godwit.Sip.Dialogs;
using Godwit.Sip.Headers;
using Godwit.Sip.Messages;

namespace Godwit.FrontEnd.Notifications;

/// <summary>
/// What clients answer to NOTIFY. Over a stream nothing has to be remembered for it: the answer names the dialog. A client that does not know the
/// subscription (any more) gets no further NOTIFY of it (RFC 6665 §4.2.2).
/// </summary>
public sealed class NotifyAnswers(EndpointTable endpoints, SubscriptionTable subscriptions, Farewells farewells)
{
    /// <summary>False when it is no answer to a NOTIFY.</summary>
    public bool Arrived(SipResponse response, ISipConnection connection)
    {
        if (!CSeq.TryParse(response.Headers.Get(HeaderNames.CSeq), out var sequence) || sequence.Method != SipMethod.Notify) return false;
        if (response.Status is 404 or 405 or 410 or 416 or 480 or 481 or 482 or 483 or 484 or 485 or 489 or 501 or 604) End(response, connection);
        return true;
    }

    private void End(SipResponse response, ISipConnection connection)
    {
        if (!NameAddress.TryParse(response.Headers.Get(HeaderNames.From), out var local) || !NameAddress.TryParse(response.Headers.Get(HeaderNames.To), out var remote)) return;
        var dialog = new DialogId(response.Headers.Get(HeaderNames.CallId) ?? "", local.Tag ?? "", remote.Tag ?? "");
        foreach (var live in endpoints.Over(connection))
            if (subscriptions.Find(live.Endpoint.Key, dialog) is { } subscription) farewells.End(subscription);
    }
}
