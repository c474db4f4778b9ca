using Godwit.FrontEnd.Relay;
using Godwit.FrontEnd.Requests;
using Godwit.Sip.Messages;

namespace Godwit.FrontEnd.Methods;

/// <summary>Methods between two clients, which the server only carries: BYE, INFO, MESSAGE, PRACK, REFER, UPDATE.</summary>
public sealed class RelayHandler(SipMethod method, RequestRelay relay) : ISipMethodHandler
{
    public static readonly IReadOnlyList<SipMethod> Methods =
        [SipMethod.Bye, SipMethod.Info, SipMethod.Message, SipMethod.Prack, SipMethod.Refer, SipMethod.Update];

    public SipMethod Method { get; } = method;

    public ValueTask Handle(SipContext context, CancellationToken cancel) => relay.Send(context, cancel);
}
