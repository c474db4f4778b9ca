using Godwit.FrontEnd.PageMode;
using Godwit.FrontEnd.Relay;
using Godwit.FrontEnd.Requests;
using Godwit.Sip.Messages;

namespace Godwit.FrontEnd.Methods;

/// <summary>Methods between two clients, which the server only carries, unless it has taken their session for a plain one: BYE, INFO, MESSAGE, PRACK, REFER, UPDATE.</summary>
public sealed class RelayHandler(SipMethod method, RequestRelay relay, SessionGateway sessions, PlainSigns signs) : ISipMethodHandler
{
    public static readonly IReadOnlyList<SipMethod> Methods =
        [SipMethod.Bye, SipMethod.Info, SipMethod.Message, SipMethod.Prack, SipMethod.Refer, SipMethod.Update];

    public SipMethod Method { get; } = method;

    public ValueTask Handle(SipContext context, CancellationToken cancel) =>
        sessions.TryFind(context.Request, out var session) ? sessions.Take(session, context, cancel)
        : PlainSigns.IsOne(context.Request) ? signs.Send(context, cancel)
        : relay.Send(context, cancel);
}
