using System.Globalization;
using System.Text;
using Godwit.Sip.Headers;
using Godwit.Sip.Messages;

namespace Godwit.Sip.Checks;

/// <summary>The headers that every request must have, may have once, and must have well formed: one pass, no allocation.</summary>
internal static class HeaderCheck
{
    private const int LongestOnStack = 512;

    private static readonly (Seen Header, string Name)[] Mandatory =
        [(Seen.Via, HeaderNames.Via), (Seen.From, HeaderNames.From), (Seen.To, HeaderNames.To), (Seen.CallId, HeaderNames.CallId), (Seen.CSeq, HeaderNames.CSeq)];

    [Flags]
    private enum Seen
    {
        None = 0, Via = 1, From = 2, To = 4, CallId = 8, CSeq = 16, MaxForwards = 32, Expires = 64, Event = 128, ContentType = 256, Date = 512, Contact = 1024,
    }

    public static RequestFault? Find(SipRequest request)
    {
        var headers = request.Headers;
        var seen = Seen.None;
        string? twice = null, malformed = null;
        // One for all headers: clearing it costs as much as looking at a short value.
        Span<char> scratch = stackalloc char[LongestOnStack];
        for (var i = 0; i < headers.Count; i++)
        {
            var line = headers[i];
            var header = Of(line.Name);
            if (header == Seen.None) continue;
            // RFC 3261 §7.3.1: only headers that are lists may come more than once (RFC 4475 §3.3.8).
            if ((seen & header & ~(Seen.Via | Seen.Contact)) != 0) twice ??= line.Name;
            seen |= header;
            if (malformed is null && !IsSound(header, line.Value.Span, scratch)) malformed = line.Name;
        }

        foreach (var (header, name) in Mandatory)
            if ((seen & header) == 0) return new RequestFault(400, $"The request has no {name}");
        if (twice is not null) return new RequestFault(400, $"The request has more than one {twice}");
        if (malformed is not null) return new RequestFault(400, $"The {malformed} header is malformed");
        return IsOfItsMethod(request) ? null : new RequestFault(400, "The method in CSeq is not the method of the request");
    }

    private static Seen Of(string name) => name switch
    {
        HeaderNames.Via => Seen.Via,
        HeaderNames.From => Seen.From,
        HeaderNames.To => Seen.To,
        HeaderNames.CallId => Seen.CallId,
        HeaderNames.CSeq => Seen.CSeq,
        HeaderNames.MaxForwards => Seen.MaxForwards,
        HeaderNames.Expires => Seen.Expires,
        HeaderNames.Event => Seen.Event,
        HeaderNames.ContentType => Seen.ContentType,
        HeaderNames.Date => Seen.Date,
        HeaderNames.Contact => Seen.Contact,
        _ => Seen.None,
    };

    private static bool IsSound(Seen header, ReadOnlySpan<byte> value, Span<char> scratch)
    {
        if (header == Seen.CallId) return !value.IsEmpty;
        if (header is Seen.MaxForwards or Seen.Expires or Seen.Event or Seen.ContentType) return true;
        var text = value.Length <= scratch.Length ? scratch : new char[value.Length];
        text = text[..Encoding.UTF8.GetChars(value, text)];
        return header switch
        {
            Seen.Via => Via.AreSound(text),
            Seen.CSeq => CSeq.TryParse(text, out _),
            Seen.Contact => NameAddress.AreSound(text),
            // RFC 3261 §20.17: an RFC 1123 date, and only in GMT (RFC 4475 §3.1.2.12).
            Seen.Date => DateTime.TryParseExact(text, "R", CultureInfo.InvariantCulture, DateTimeStyles.None, out _),
            _ => NameAddress.IsSound(text),
        };
    }

    /// <summary>RFC 3261 §8.1.1.5.</summary>
    private static bool IsOfItsMethod(SipRequest request)
    {
        var value = request.Headers.GetBytes(HeaderNames.CSeq).Span;
        var method = request.Method.Name;
        return value.Length > method.Length && value[^(method.Length + 1)] is (byte)' ' or (byte)'\t' && Ascii.Equals(value[^method.Length..], method);
    }
}
