using Godwit.FrontEnd.Relay;
using Godwit.FrontEnd.Requests;
using Godwit.Pool.Users;
using Godwit.Sip.Headers;
using Godwit.Sip.Messages;
using Godwit.Sip.Uris;

namespace Godwit.FrontEnd.Pipeline;

/// <summary>
/// What a user asks of her own home goes to her home: she may have been moved a moment ago and still be connected here. REGISTER is not sent on:
/// its handler tells the client where to go (301).
/// </summary>
public sealed class FindHome(Router router, RequestRelay relay) : ISipStep
{
    public ValueTask Take(SipContext context, CancellationToken cancel)
    {
        var method = context.Request.Method;
        if (method != SipMethod.Service && method != SipMethod.Subscribe && method != SipMethod.Publish) return default;
        if (context.Caller is not { } caller || Target(context.Request) != caller) return default;
        return router.HomeOf(caller) is Destination.Person ? default : relay.SendTo(router.HomeOf(caller), context, cancel);
    }

    /// <summary>Inside a dialog the Request-URI is this server's Contact; To still names the user.</summary>
    private static SipAddress? Target(SipRequest request)
    {
        if (SipUri.TryParse(request.Uri, out var uri) && SipAddress.TryParse(uri.Address, out var named)) return named;
        return NameAddress.TryParse(request.Headers.Get(HeaderNames.To), out var to) && SipUri.TryParse(to.Uri, out uri) && SipAddress.TryParse(uri.Address, out named)
            ? named : null;
    }
}
