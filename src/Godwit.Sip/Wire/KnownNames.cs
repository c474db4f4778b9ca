using System.Text;
using Godwit.Sip.Messages;

namespace Godwit.Sip.Wire;

/// <summary>From the bytes of a header name, in any case or compact (RFC 3261 §7.3.3), to the one string of <see cref="HeaderNames"/>.</summary>
internal static class KnownNames
{
    /// <summary>Null for a name that is not known here.</summary>
    public static string? Find(ReadOnlySpan<byte> name) => name.Length switch
    {
        1 => Compact((byte)(name[0] | 0x20)),
        2 => Same(name, HeaderNames.To),
        3 => Same(name, HeaderNames.Via),
        4 => (name[0] | 0x20) switch
        {
            'c' => Same(name, HeaderNames.CSeq),
            'd' => Same(name, HeaderNames.Date),
            'f' => Same(name, HeaderNames.From),
            'p' => Same(name, HeaderNames.Path),
            'r' => Same(name, HeaderNames.RAck) ?? Same(name, HeaderNames.RSeq),
            _ => null,
        },
        5 => (name[0] | 0x20) switch
        {
            'a' => Same(name, HeaderNames.Allow),
            'e' => Same(name, HeaderNames.Event),
            'r' => Same(name, HeaderNames.Route),
            _ => null,
        },
        6 => (name[0] | 0x20) switch
        {
            'a' => Same(name, HeaderNames.Accept),
            's' => Same(name, HeaderNames.Server),
            _ => null,
        },
        7 => (name[2] | 0x20) switch
        {
            'b' => Same(name, HeaderNames.Subject),
            'l' => Same(name, HeaderNames.CallId),
            'n' => Same(name, HeaderNames.Contact),
            'p' => Same(name, HeaderNames.Expires),
            'q' => Same(name, HeaderNames.Require),
            'r' => Same(name, HeaderNames.Warning),
            _ => null,
        },
        8 => (name[4] | 0x20) switch
        {
            'a' => Same(name, HeaderNames.Replaces),
            'e' => Same(name, HeaderNames.SipETag),
            'r' => Same(name, HeaderNames.Priority) ?? Same(name, HeaderNames.ReferTo),
            't' => Same(name, HeaderNames.Identity),
            'y' => Same(name, HeaderNames.ReplyTo),
            _ => null,
        },
        9 => (name[0] | 0x20) switch
        {
            'c' => Same(name, HeaderNames.CallInfo),
            's' => Same(name, HeaderNames.Supported),
            't' => Same(name, HeaderNames.Timestamp),
            _ => null,
        },
        10 => (name[0] | 0x20) switch
        {
            'a' => Same(name, HeaderNames.AlertInfo),
            'e' => Same(name, HeaderNames.ErrorInfo),
            'u' => Same(name, HeaderNames.UserAgent),
            _ => null,
        },
        11 => (name[6] | 0x20) switch
        {
            'a' => Same(name, HeaderNames.RetryAfter),
            'e' => Same(name, HeaderNames.ReferredBy),
            'l' => Same(name, HeaderNames.InReplyTo),
            'o' => Same(name, HeaderNames.Unsupported),
            'p' => Same(name, HeaderNames.MinExpires),
            _ => null,
        },
        12 => (name[2] | 0x20) switch
        {
            'c' => Same(name, HeaderNames.RecordRoute),
            'g' => Same(name, HeaderNames.Organization),
            'l' => Same(name, HeaderNames.AllowEvents),
            'm' => Same(name, HeaderNames.MimeVersion),
            'n' => Same(name, HeaderNames.ContentType),
            'p' => Same(name, HeaderNames.SipIfMatch),
            'x' => Same(name, HeaderNames.MaxForwards),
            _ => null,
        },
        13 => (name[0] | 0x20) switch
        {
            'a' => Same(name, HeaderNames.Authorization),
            'i' => Same(name, HeaderNames.IdentityInfo),
            'm' => Same(name, HeaderNames.MsKeepAlive),
            'p' => Same(name, HeaderNames.ProxyRequire),
            's' => Same(name, HeaderNames.ServiceRoute),
            _ => null,
        },
        14 => (name[0] | 0x20) switch
        {
            'a' => Same(name, HeaderNames.AcceptContact),
            'c' => Same(name, HeaderNames.ContentLength),
            'm' => Same(name, HeaderNames.MsDiagnostics) ?? Same(name, HeaderNames.MsTextFormat),
            'p' => Same(name, HeaderNames.PresenceState),
            'r' => Same(name, HeaderNames.RejectContact),
            _ => null,
        },
        15 => (name[8] | 0x20) switch
        {
            'a' => Same(name, HeaderNames.AcceptLanguage),
            'e' => Same(name, HeaderNames.SessionExpires),
            'n' => Same(name, HeaderNames.AcceptEncoding),
            _ => null,
        },
        16 => (name[10] | 0x20) switch
        {
            'c' => Same(name, HeaderNames.ContentEncoding),
            'n' => Same(name, HeaderNames.ContentLanguage),
            't' => Same(name, HeaderNames.WwwAuthenticate),
            _ => null,
        },
        17 => Same(name, HeaderNames.MsPiggybackCSeq),
        18 => (name[0] | 0x20) switch
        {
            'm' => Same(name, HeaderNames.MsConversationId),
            'p' => Same(name, HeaderNames.ProxyAuthenticate),
            's' => Same(name, HeaderNames.SubscriptionState),
            _ => null,
        },
        19 => (name[2] | 0x20) switch
        {
            'a' => Same(name, HeaderNames.PAssertedIdentity),
            'n' => Same(name, HeaderNames.ContentDisposition),
            'o' => Same(name, HeaderNames.ProxyAuthorization),
            'q' => Same(name, HeaderNames.RequestDisposition),
            't' => Same(name, HeaderNames.AuthenticationInfo),
            _ => null,
        },
        20 => Same(name, HeaderNames.PPreferredIdentity),
        21 => Same(name, HeaderNames.MsDiagnosticsPublic),
        25 => Same(name, HeaderNames.ProxyAuthenticationInfo),
        _ => null,
    };

    private static string? Same(ReadOnlySpan<byte> name, string known) => Ascii.EqualsIgnoreCase(name, known) ? known : null;

    private static string? Compact(byte letter) => letter switch
    {
        (byte)'a' => HeaderNames.AcceptContact,
        (byte)'b' => HeaderNames.ReferredBy,
        (byte)'c' => HeaderNames.ContentType,
        (byte)'d' => HeaderNames.RequestDisposition,
        (byte)'e' => HeaderNames.ContentEncoding,
        (byte)'f' => HeaderNames.From,
        (byte)'i' => HeaderNames.CallId,
        (byte)'j' => HeaderNames.RejectContact,
        (byte)'k' => HeaderNames.Supported,
        (byte)'l' => HeaderNames.ContentLength,
        (byte)'m' => HeaderNames.Contact,
        (byte)'n' => HeaderNames.IdentityInfo,
        (byte)'o' => HeaderNames.Event,
        (byte)'r' => HeaderNames.ReferTo,
        (byte)'s' => HeaderNames.Subject,
        (byte)'t' => HeaderNames.To,
        (byte)'u' => HeaderNames.AllowEvents,
        (byte)'v' => HeaderNames.Via,
        (byte)'x' => HeaderNames.SessionExpires,
        (byte)'y' => HeaderNames.Identity,
        _ => null,
    };
}
