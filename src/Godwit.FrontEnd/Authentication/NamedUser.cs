using Godwit.Pool.Users;
using Godwit.Sip.Headers;
using Godwit.Sip.Messages;
using Godwit.Sip.Uris;

namespace Godwit.FrontEnd.Authentication;

/// <summary>Which user a message names, without the parameters of the URI (a GRUU names its user). Pure.</summary>
internal static class NamedUser
{
    public static SipAddress? From(SipMessage message) => In(message, HeaderNames.From);

    public static SipAddress? To(SipMessage message) => In(message, HeaderNames.To);

    /// <summary>Whom a trusted peer asserts (RFC 3325 §9.1), else From.</summary>
    public static SipAddress? Asserted(SipMessage message)
    {
        foreach (var identity in NameAddress.ParseList(message.Headers.All(HeaderNames.PAssertedIdentity)))
            if (Parse(identity) is { } user) return user;
        return From(message);
    }

    private static SipAddress? In(SipMessage message, string header) =>
        PlainAddress.In(message.Headers.GetBytes(header).Span) is { } plain ? plain
        : NameAddress.TryParse(message.Headers.Get(header), out var name) ? Parse(name) : null;

    private static SipAddress? Parse(NameAddress name) =>
        SipUri.TryParse(name.Uri, out var uri) && SipAddress.TryParse(uri.Address, out var address) ? address : null;
}
