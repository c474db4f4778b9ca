using System.Buffers;
using System.Text;
using Godwit.Sip.Messages;

namespace Godwit.Sip.Wire;

/// <summary>The second look: from the bytes of a whole message, already framed, to the message. Values are slices of those bytes.</summary>
internal static class HeadParser
{
    // RFC 3261 §25.1 lets a quoted-pair hold any control character but CR and LF; elsewhere only a tab may stand.
    private static readonly SearchValues<byte> Controls = SearchValues.Create(
        [0, 1, 2, 3, 4, 5, 6, 7, 8, 11, 12, 13, 14, 15, 16, 17, 18, 19, 20, 21, 22, 23, 24, 25, 26, 27, 28, 29, 30, 31, 127]);

    private static readonly SearchValues<byte> UriCharacters = SearchValues.Create(
        "!#$%&'()*+,-./0123456789:;=?@ABCDEFGHIJKLMNOPQRSTUVWXYZ[\\]^_`abcdefghijklmnopqrstuvwxyz{|}~"u8);

    /// <param name="bytes">Head and body, nothing else.</param>
    /// <param name="rejection">Null when the head is sound. With a message: it can be answered. Without: the start line says nothing.</param>
    public static SipMessage? Parse(byte[] bytes, in HeadScan scan, out SipRejection? rejection)
    {
        var head = bytes.AsSpan(0, scan.Length);
        var lineEnd = head.IndexOf("\r\n"u8);
        var headers = new SipHeaders(scan.Headers + 2);
        rejection = ReadHeaders(bytes, lineEnd + 2, scan.Length, headers);
        var body = bytes.AsMemory(scan.Length);

        var startLine = head[..lineEnd];
        if (startLine.Length >= 4 && Ascii.EqualsIgnoreCase(startLine[..4], "SIP/"u8))
        {
            var response = ReadStatusLine(startLine, headers, body);
            if (response is null) rejection = SipRejection.BadStatusLine;
            return response;
        }

        var request = ReadRequestLine(startLine, headers, body, out var fault);
        rejection = fault ?? rejection;
        return request;
    }

    private static SipRequest? ReadRequestLine(ReadOnlySpan<byte> line, SipHeaders headers, ReadOnlyMemory<byte> body, out SipRejection? rejection)
    {
        rejection = SipRejection.BadStartLine;
        var trimmed = line.TrimEnd(" \t"u8);
        var first = trimmed.IndexOf((byte)' ');
        var last = trimmed.LastIndexOf((byte)' ');
        if (first <= 0 || last <= first || !Tokens.Is(trimmed[..first])) return null;
        var version = trimmed[(last + 1)..];
        if (version.Length < 5 || !Ascii.EqualsIgnoreCase(version[..4], "SIP/"u8)) return null;

        var uri = trimmed[(first + 1)..last];
        var sound = trimmed.Length == line.Length && !uri.IsEmpty && !uri.ContainsAnyExcept(UriCharacters);
        rejection = !Ascii.EqualsIgnoreCase(version, "SIP/2.0"u8) ? SipRejection.BadVersion : sound ? null : SipRejection.BadRequestLine;
        return new SipRequest(MethodOf(trimmed[..first]), Encoding.UTF8.GetString(uri), headers, body);
    }

    private static SipResponse? ReadStatusLine(ReadOnlySpan<byte> line, SipHeaders headers, ReadOnlyMemory<byte> body)
    {
        // "SIP/2.0 200 OK"; COMPAT: the blank behind a status without a reason may be missing.
        if (line.Length < 11 || !Ascii.EqualsIgnoreCase(line[..8], "SIP/2.0 "u8)) return null;
        if (line.Length > 11 && line[11] != ' ') return null;
        var status = 0;
        foreach (var digit in line[8..11])
        {
            if (!char.IsAsciiDigit((char)digit)) return null;
            status = status * 10 + (digit - '0');
        }

        if (status is < 100 or > 699 || line[11..].ContainsAny(Controls)) return null;
        return new SipResponse(status, line.Length > 12 ? ReasonOf(status, line[12..]) : "", headers, body);
    }

    /// <summary>Reads on behind a bad line, so that a refusal finds Via, From, To, Call-ID and CSeq to answer with.</summary>
    private static SipRejection? ReadHeaders(byte[] bytes, int at, int end, SipHeaders headers)
    {
        SipRejection? rejection = null;
        while (at < end - 2)
        {
            var line = bytes.AsSpan(at, end - at);
            var length = line.IndexOf((byte)'\n') - 1;
            var folded = false;
            while (line[length + 2] is (byte)' ' or (byte)'\t')
            {
                folded = true;
                length += 2 + line[(length + 2)..].IndexOf((byte)'\n') - 1;
            }

            if (!TryAdd(bytes, at, length, folded, headers)) rejection = SipRejection.BadHeader;
            at += length + 2;
        }

        return rejection;
    }

    private static bool TryAdd(byte[] bytes, int at, int length, bool folded, SipHeaders headers)
    {
        ReadOnlySpan<byte> line = bytes.AsSpan(at, length);
        var colon = line.IndexOf((byte)':');
        if (colon <= 0) return false;
        var name = line[..colon].TrimEnd(" \t"u8);
        if (!Tokens.Is(name)) return false;

        var from = colon + 1;
        while (from < length && line[from] is (byte)' ' or (byte)'\t') from++;
        while (length > from && line[length - 1] is (byte)' ' or (byte)'\t') length--;
        ReadOnlyMemory<byte> value = folded ? Unfold(line[from..length]) : bytes.AsMemory(at + from, length - from);
        if (value.Span.ContainsAny(Controls) && !ControlsAreEscaped(value.Span)) return false;
        headers.Add(KnownNames.Find(name) ?? Encoding.ASCII.GetString(name), value);
        return true;
    }

    /// <summary>RFC 3261 §7.3.1: a line end with the blanks around it counts as one space.</summary>
    private static byte[] Unfold(ReadOnlySpan<byte> value)
    {
        var unfolded = new byte[value.Length];
        var length = 0;
        for (var i = 0; i < value.Length; i++)
        {
            if (value[i] == '\r' && i + 1 < value.Length && value[i + 1] == '\n')
            {
                while (length > 0 && unfolded[length - 1] is (byte)' ' or (byte)'\t') length--;
                while (i + 1 < value.Length && value[i + 1] is (byte)' ' or (byte)'\t' or (byte)'\r' or (byte)'\n') i++;
                if (length > 0) unfolded[length++] = (byte)' ';
            }
            else
            {
                unfolded[length++] = value[i];
            }
        }

        while (length > 0 && unfolded[length - 1] is (byte)' ' or (byte)'\t') length--;
        return unfolded[..length];
    }

    private static bool ControlsAreEscaped(ReadOnlySpan<byte> value)
    {
        for (var i = 0; i < value.Length; i++)
        {
            if (value[i] == '\\' && i + 1 < value.Length && value[i + 1] != '\r') i++;
            else if (value[i] is < 32 and not (byte)'\t' or 127) return false;
        }

        return true;
    }

    private static SipMethod MethodOf(ReadOnlySpan<byte> token)
    {
        if (token.Length > 32) return new SipMethod(Encoding.ASCII.GetString(token));
        Span<char> text = stackalloc char[token.Length];
        Encoding.ASCII.GetChars(token, text);
        return SipMethod.Of(text);
    }

    private static string ReasonOf(int status, ReadOnlySpan<byte> reason)
    {
        var known = SipStatus.ReasonOf(status);
        return Ascii.Equals(reason, known) ? known : Encoding.UTF8.GetString(reason);
    }
}
