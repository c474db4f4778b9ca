using System.Text;

namespace Godwit.Sip.Messages;

/// <summary>A response.</summary>
public sealed class SipResponse(int status, string reason, SipHeaders headers, ReadOnlyMemory<byte> body = default)
    : SipMessage(headers, body)
{
    /// <summary>100–699.</summary>
    public int Status { get; } = status;

    public string Reason { get; } = reason;

    public bool IsFinal => Status >= 200;

    public SipResponse Clone() => new(Status, Reason, Headers.Clone(), Body);

    /// <summary>
    /// A response to <paramref name="request"/> with Via, From, To, Call-ID and CSeq copied (RFC 3261 §8.2.6.2).
    /// <paramref name="toTag"/> is added to To when it has no tag and the response is not 100.
    /// </summary>
    public static SipResponse To(SipRequest request, int status, string? reason = null, string? toTag = null)
    {
        var from = request.Headers;
        var headers = new SipHeaders();
        for (var i = 0; i < from.Count; i++)
        {
            var line = from[i];
            if (line.Is(HeaderNames.To)) headers.Add(toTag is null || status <= 100 || HasTag(line.Value.Span) ? line : line with { Value = WithTag(line.Value.Span, toTag) });
            else if (line.Is(HeaderNames.Via) || line.Is(HeaderNames.From) || line.Is(HeaderNames.CallId) || line.Is(HeaderNames.CSeq)) headers.Add(line);
        }

        return new SipResponse(status, reason ?? SipStatus.ReasonOf(status), headers);
    }

    private static byte[] WithTag(ReadOnlySpan<byte> to, string tag)
    {
        var value = new byte[to.Length + 5 + Encoding.UTF8.GetByteCount(tag)];
        to.CopyTo(value);
        ";tag="u8.CopyTo(value.AsSpan(to.Length));
        Encoding.UTF8.GetBytes(tag, value.AsSpan(to.Length + 5));
        return value;
    }

    /// <summary>A tag of the header, not one inside the brackets or the display name.</summary>
    private static bool HasTag(ReadOnlySpan<byte> to)
    {
        bool quoted = false, bracketed = false;
        for (var i = 0; i < to.Length; i++)
        {
            switch (to[i])
            {
                case (byte)'\\' when quoted: i++; break;
                case (byte)'"' when !bracketed: quoted = !quoted; break;
                case (byte)'<' when !quoted: bracketed = true; break;
                case (byte)'>' when !quoted: bracketed = false; break;
                case (byte)';' when !quoted && !bracketed:
                    var name = to[(i + 1)..].TrimStart(" \t"u8);
                    if (name.Length > 3 && Ascii.EqualsIgnoreCase(name[..3], "tag"u8) && name[3..].TrimStart(" \t"u8).StartsWith("="u8)) return true;
                    break;
            }
        }

        return false;
    }
}
