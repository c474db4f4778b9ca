using Godwit.FrontEnd.Peers;
using Godwit.FrontEnd.Relay;
using Godwit.FrontEnd.Requests;
using Godwit.Sip.Messages;

namespace Godwit.FrontEnd.Methods;

/// <summary>
/// A client's NOTIFY tells its peer how a REFER went, inside their dialog; nobody may notify others out of nothing (RFC 6665 §4.1.3). Another pool's
/// tells of its users whom somebody watches here.
/// </summary>
public sealed class NotifyHandler(RequestRelay relay, PeerNews news) : ISipMethodHandler
{
    public SipMethod Method => SipMethod.Notify;

    public ValueTask Handle(SipContext context, CancellationToken cancel)
    {
        if (PeerWatchers.IsFor(context)) context.Reply(SipResponse.To(context.Request, news.Take(context) ? 200 : 400, toTag: Refusal.NewTag()));
        else if (Router.HasDialog(context.Request)) return relay.Send(context, cancel);
        else context.Reply(SipResponse.To(context.Request, 481, toTag: Refusal.NewTag()));
        return default;
    }
}
