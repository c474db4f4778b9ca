using Godwit.FrontEnd.Relay;
using Godwit.FrontEnd.Requests;
using Godwit.Sip.Messages;

namespace Godwit.FrontEnd.Methods;

/// <summary>A call: the caller hears at once that it is on its way, and may give up from then on (RFC 3261 §16.2, §16.10).</summary>
public sealed class InviteHandler(RequestRelay relay, Forks forks) : ISipMethodHandler
{
    public SipMethod Method => SipMethod.Invite;

    public async ValueTask Handle(SipContext context, CancellationToken cancel)
    {
        using var pending = forks.Expect(context);
        context.Reply(SipResponse.To(context.Request, 100));
        await relay.Send(context, cancel);
    }
}
