using System.Globalization;
using System.Text;
using Godwit.Sip.Headers;
using Godwit.Sip.Messages;

namespace Godwit.FrontEnd.Authentication;

/// <summary>What a signature is made over ([MS-SIPAE] §3.2.5.2): values of the message and of the security header, each in angle brackets.</summary>
/// <param name="Scheme"><c>NTLM</c>.</param>
/// <param name="Version">2, 3 or 4, as the client announced.</param>
/// <param name="Salt">crand or srand as it stands in the header.</param>
/// <param name="Count">cnum or snum as it stands in the header.</param>
public readonly record struct SignatureBuffer(string Scheme, int Version, string Salt, string Count, string Realm, string TargetName)
{
    public byte[] Over(SipMessage message)
    {
        var headers = message.Headers;
        var from = Address(headers.Get(HeaderNames.From));
        var to = Address(headers.Get(HeaderNames.To));
        var (number, method) = CSeqWords(headers.Get(HeaderNames.CSeq));

        var text = new StringBuilder(320);
        Put(text, Scheme);
        Put(text, Salt);
        Put(text, Count);
        Put(text, Realm);
        Put(text, TargetName);
        Put(text, headers.Get(HeaderNames.CallId));
        Put(text, number);
        Put(text, method);
        Put(text, from?.Uri);
        Put(text, from?.Tag);
        if (Version >= 3) Put(text, to?.Uri);
        Put(text, to?.Tag);
        if (Version >= 3)
        {
            var (sip, tel) = Identity(headers);
            Put(text, sip);
            Put(text, tel);
        }

        Put(text, headers.Get(HeaderNames.Expires));
        if (message is SipResponse response) Put(text, response.Status.ToString(CultureInfo.InvariantCulture));
        return Encoding.UTF8.GetBytes(text.ToString());
    }

    private static (string? Sip, string? Tel) Identity(SipHeaders headers)
    {
        string? sip = null, tel = null;
        var name = headers.Has(HeaderNames.PAssertedIdentity) ? HeaderNames.PAssertedIdentity : HeaderNames.PPreferredIdentity;
        if (!headers.Has(name)) return default;
        foreach (var identity in NameAddress.ParseList(headers.All(name)))
        {
            if (identity.Uri.StartsWith("sip:", StringComparison.OrdinalIgnoreCase)) sip ??= identity.Uri;
            else if (identity.Uri.StartsWith("tel:", StringComparison.OrdinalIgnoreCase)) tel ??= identity.Uri;
        }

        return (sip, tel);
    }

    private static NameAddress? Address(string? text) => NameAddress.TryParse(text, out var address) ? address : null;

    private static (string? Number, string? Method) CSeqWords(string? text)
    {
        var words = text?.Split((char[])[' ', '\t'], StringSplitOptions.RemoveEmptyEntries) ?? [];
        return words.Length == 2 ? (words[0], words[1]) : default;
    }

    private static void Put(StringBuilder text, string? value) => text.Append('<').Append(value).Append('>');
}
