using Godwit.FrontEnd.Relay;
using Godwit.FrontEnd.Requests;
using Godwit.Sip.Messages;

namespace Godwit.FrontEnd.Methods;

/// <summary>CANCEL goes from hop to hop: it is answered here, and the copies of its INVITE are cancelled anew (RFC 3261 §9.2, §16.10).</summary>
public sealed class CancelHandler(Forks forks) : ISipMethodHandler
{
    public SipMethod Method => SipMethod.Cancel;

    public ValueTask Handle(SipContext context, CancellationToken cancel)
    {
        var status = forks.Cancel(context.Request, context.Connection) ? 200 : 481;
        context.Reply(SipResponse.To(context.Request, status, toTag: Refusal.NewTag()));
        return default;
    }
}
