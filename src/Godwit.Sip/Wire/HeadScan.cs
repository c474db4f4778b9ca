using System.Text;
using Godwit.Sip.Messages;

namespace Godwit.Sip.Wire;

/// <summary>
/// The first look at a head, without allocation: where it ends, how many lines it has, what Content-Length says. It goes line by line
/// and stops at the first offence, so a head that comes in pieces is judged exactly like one that comes whole.
/// </summary>
internal ref struct HeadScan
{
    /// <summary>What Content-Length says when there is none, or when it can't be believed.</summary>
    public const long Absent = -1, Unusable = -2;

    private readonly SipLimits _limits;
    private int _lineStart;
    private bool _hasStartLine;

    private HeadScan(SipLimits limits) => _limits = limits;

    /// <summary>Octets up to and with the empty line; 0 while it is not there.</summary>
    public int Length { get; private set; }

    public int Headers { get; private set; }

    public long ContentLength { get; private set; } = Absent;

    public bool HasContentType { get; private set; }

    public SipRejection? Rejection { get; private set; }

    /// <param name="bytes">From the first octet of the start line; whatever follows the head is not looked at.</param>
    public static HeadScan Of(ReadOnlySpan<byte> bytes, SipLimits limits)
    {
        var scan = new HeadScan(limits);
        scan.Run(bytes.Length > limits.MaxHead ? bytes[..limits.MaxHead] : bytes);
        if (scan.Length == 0 && scan.Rejection is null && bytes.Length >= limits.MaxHead) scan.Rejection = SipRejection.HeadTooLarge;
        return scan;
    }

    private void Run(ReadOnlySpan<byte> bytes)
    {
        // Not a letter of a method or of "SIP": TLS on a plain port, STUN, noise. Known at its first octet.
        if (!bytes.IsEmpty && !Tokens.Is(bytes[..1]))
        {
            Rejection = SipRejection.BadStartLine;
            return;
        }

        var at = 0;
        while (at < bytes.Length)
        {
            var feed = bytes[at..].IndexOf((byte)'\n');
            // A line that begins with a blank goes on with the one before (RFC 3261 §7.3.1).
            if (at > 0 && bytes[at] is not ((byte)' ' or (byte)'\t') && !EndLine(bytes, at)) return;
            if (feed < 0)
            {
                var open = bytes.Length - _lineStart;
                if (open > _limits.MaxLine + 1 || (open == _limits.MaxLine + 1 && bytes[^1] != '\r')) Rejection = SipRejection.LineTooLong;
                return;
            }

            feed += at;
            var carriage = feed > at && bytes[feed - 1] == '\r';
            if ((carriage ? feed - 1 : feed) - _lineStart > _limits.MaxLine) Rejection = SipRejection.LineTooLong;
            else if (!carriage) Rejection = SipRejection.BareLineEnd;
            if (Rejection is not null) return;
            if (feed - 1 == at)
            {
                Length = feed + 1;
                return;
            }

            at = feed + 1;
        }
    }

    /// <summary>The line that began at <c>_lineStart</c> ended before <paramref name="next"/>.</summary>
    private bool EndLine(ReadOnlySpan<byte> bytes, int next)
    {
        if (_hasStartLine)
        {
            if (++Headers > _limits.MaxHeaders)
            {
                Rejection = SipRejection.TooManyHeaders;
                return false;
            }

            var line = bytes[_lineStart..next];
            if ((line[0] | 0x20) is 'c' or 'l') Note(line);
        }

        _hasStartLine = true;
        _lineStart = next;
        return true;
    }

    private void Note(ReadOnlySpan<byte> line)
    {
        var colon = line.IndexOf((byte)':');
        if (colon < 0) return;
        var name = KnownNames.Find(line[..colon].TrimEnd(" \t"u8));
        if (ReferenceEquals(name, HeaderNames.ContentType)) HasContentType = true;
        if (!ReferenceEquals(name, HeaderNames.ContentLength)) return;

        var length = Number(line[(colon + 1)..].Trim(" \t\r\n"u8));
        // Two lengths that differ are how one message is smuggled inside another (RFC 4475 §3.3.9).
        ContentLength = ContentLength == Absent || ContentLength == length ? length : Unusable;
    }

    private static long Number(ReadOnlySpan<byte> digits)
    {
        if (digits.IsEmpty) return Unusable;
        long number = 0;
        foreach (var digit in digits)
        {
            if (!Ascii.IsValid(digit) || !char.IsAsciiDigit((char)digit)) return Unusable;
            // Whatever is above 2^40 is too large for every limit; it need not be told apart.
            number = Math.Min(number * 10 + (digit - '0'), 1L << 40);
        }

        return number;
    }
}
