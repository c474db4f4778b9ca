using Godwit.FrontEnd.Connections;
using Godwit.FrontEnd.Documents;
using Godwit.FrontEnd.Relay;
using Godwit.FrontEnd.Requests;
using Godwit.Sip.Messages;

namespace Godwit.FrontEnd.PageMode;

/// <summary>
/// What plain clients tell each other beside what is written: receipts, and compressed signs of typing. COMPAT: SIPE shows its user an error for the one
/// and does not answer the other. So they go to plain clients only, and where there is none they are answered here: nobody reads them anyway.
/// </summary>
public sealed class PlainSigns(RequestRelay relay, Router router, EndpointTable endpoints)
{
    public static bool IsOne(SipRequest request)
    {
        if (request.Method != SipMethod.Message || request.Headers.Get(HeaderNames.ContentType) is not { } type) return false;
        return MediaTypes.Is(type, "message/imdn+xml") || (MediaTypes.Is(type, "application/im-iscomposing+xml") && request.Headers.Has(HeaderNames.ContentEncoding));
    }

    public async ValueTask Send(SipContext context, CancellationToken cancel)
    {
        if (router.Find(context.Request) is not Destination.Person person)
        {
            await relay.Send(context, cancel);
            return;
        }

        var hops = new List<NextHop>();
        var isThere = false;
        foreach (var endpoint in await relay.Reach(context.Caller, person.User.Address))
        {
            if (endpoints.Find(endpoint.Key) is not { Connection.IsOpen: true } live) continue;
            isThere = true;
            if (live.Family == ClientFamily.Plain) Targets.Add(hops, live);
        }

        if (hops.Count == 0 && isThere) context.Reply(SipResponse.To(context.Request, 200, toTag: Refusal.NewTag()));
        else relay.Start(context, hops);
    }
}
