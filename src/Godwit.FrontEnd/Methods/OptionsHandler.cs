using Godwit.FrontEnd.Relay;
using Godwit.FrontEnd.Requests;
using Godwit.Sip.Messages;

namespace Godwit.FrontEnd.Methods;

/// <summary>What the server can do when it is asked itself; what a user's devices can do when she is (RFC 3261 §11).</summary>
public sealed class OptionsHandler(RequestRelay relay, Router router, Lazy<MethodTable> methods) : ISipMethodHandler
{
    public SipMethod Method => SipMethod.Options;

    public ValueTask Handle(SipContext context, CancellationToken cancel)
    {
        var destination = router.Find(context.Request);
        if (destination is not Destination.Server) return relay.SendTo(destination, context, cancel);
        var response = SipResponse.To(context.Request, 200, toTag: Refusal.NewTag());
        response.Headers.Add(HeaderNames.Allow, methods.Value.Allow);
        response.Headers.Add(HeaderNames.Accept, "*/*");
        context.Reply(response);
        return default;
    }
}
