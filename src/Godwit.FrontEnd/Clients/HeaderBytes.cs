using System.Text;
using Godwit.Sip.Messages;

namespace Godwit.FrontEnd.Clients;

/// <summary>Looks into header lines without making text of them: REGISTER is what a front end answers most.</summary>
internal static class HeaderBytes
{
    /// <summary>True when a line of that name has the token as one of its comma-separated values, in any case.</summary>
    public static bool HasToken(SipHeaders headers, string name, ReadOnlySpan<byte> token)
    {
        for (var i = 0; i < headers.Count; i++)
        {
            var line = headers[i];
            if (!line.Is(name)) continue;
            var rest = line.Value.Span;
            while (!rest.IsEmpty)
            {
                var comma = rest.IndexOf((byte)',');
                var one = Trim(comma < 0 ? rest : rest[..comma]);
                if (Ascii.EqualsIgnoreCase(one, token)) return true;
                rest = comma < 0 ? default : rest[(comma + 1)..];
            }
        }

        return false;
    }

    /// <summary>True when the header's value is exactly this ASCII text; a header that is not there is "".</summary>
    public static bool Is(SipHeaders headers, string name, string text) => Ascii.Equals(headers.GetBytes(name).Span, text);

    /// <summary>True when a header like To holds <c>&lt;sip:user&gt;</c> in the plainest spelling; false says nothing.</summary>
    public static bool NamesPlainly(ReadOnlySpan<byte> header, string user)
    {
        if (!header.StartsWith("<sip:"u8)) return false;
        var end = header.IndexOf((byte)'>');
        return end == user.Length + 5 && Ascii.EqualsIgnoreCase(header[5..end], user);
    }

    /// <summary>The epid of From; null when there is none.</summary>
    public static string? Epid(SipRequest request)
    {
        var from = request.Headers.GetBytes(HeaderNames.From).Span;
        var end = from.LastIndexOf((byte)'>');
        if (end >= 0) from = from[(end + 1)..];
        while (from.IndexOf((byte)';') is >= 0 and var at)
        {
            from = from[(at + 1)..];
            var next = from.IndexOf((byte)';');
            var parameter = Trim(next < 0 ? from : from[..next]);
            if (parameter.Length <= 5 || !Ascii.EqualsIgnoreCase(parameter[..5], "epid="u8)) continue;
            var value = Trim(parameter[5..]);
            return value is { Length: > 0 and <= 128 } ? Encoding.UTF8.GetString(value) : null;
        }

        return null;
    }

    private static ReadOnlySpan<byte> Trim(ReadOnlySpan<byte> text) => text.Trim(" \t"u8);
}
