using Godwit.FrontEnd.Relay;
using Godwit.FrontEnd.Requests;
using Godwit.Sip.Messages;

namespace Godwit.FrontEnd.Methods;

/// <summary>ACK to a 2xx goes from end to end (RFC 3261 §13.2.2.4); one to a refusal was taken in before it came here.</summary>
public sealed class AckHandler(RequestRelay relay, Router router) : ISipMethodHandler
{
    public SipMethod Method => SipMethod.Ack;

    public ValueTask Handle(SipContext context, CancellationToken cancel) =>
        router.Find(context.Request) is Destination.Device or Destination.Connection or Destination.Pool ? relay.Send(context, cancel) : default;
}
