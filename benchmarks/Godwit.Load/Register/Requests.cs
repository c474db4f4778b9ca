using System.Globalization;
using System.Text;

namespace Godwit.Load.Register;

/// <summary>
/// The REGISTER requests of one socket: one message, in which user and round are written over. All of it has a fixed width, so that a request costs the generator almost nothing,
/// neither time nor the processor's caches.
/// </summary>
internal sealed class Requests
{
    private const char Decimal = '\x01', Hexadecimal = '\x02', Round = '\x03', Expires = '\x04';

    /// <summary>Of clients that come and go, every so manieth round is a sign-out.</summary>
    private const int Stay = 4;

    private readonly byte[] _message;
    private readonly bool _comeAndGo;
    private readonly List<(char What, int At, int Width)> _fields = [];

    public Requests(string domain, string transport, int port, bool comeAndGo)
    {
        _comeAndGo = comeAndGo;
        var user = "u" + new string(Decimal, 6);
        var (eight, twelve, sixteen) = (new string(Hexadecimal, 8), new string(Hexadecimal, 12), new string(Hexadecimal, 16));
        var round = new string(Round, 8);
        _message = Encoding.ASCII.GetBytes(
            $"REGISTER sip:{domain} SIP/2.0\r\n" +
            $"Via: SIP/2.0/{transport} 127.0.0.1:{port};branch=z9hG4bK{eight}-{round}\r\n" +
            "Max-Forwards: 70\r\n" +
            $"From: <sip:{user}@{domain}>;tag={eight};epid={twelve}\r\n" +
            $"To: <sip:{user}@{domain}>\r\n" +
            $"Call-ID: {sixteen}@load\r\n" +
            $"CSeq: {round} REGISTER\r\n" +
            $"Contact: <sip:{user}@127.0.0.1:{port};transport={transport.ToLowerInvariant()}>;methods=\"INVITE, MESSAGE, INFO, SUBSCRIBE, OPTIONS, BYE, CANCEL, NOTIFY, ACK, REFER, BENOTIFY\"\r\n" +
            $"User-Agent: Load/1.0\r\nSupported: gruu-10\r\nEvent: registration\r\nExpires: {new string(Expires, 4)}\r\nContent-Length: 0\r\n\r\n");
        for (var at = 0; at < _message.Length; at++)
        {
            var what = (char)_message[at];
            if (what is not (Decimal or Hexadecimal or Round or Expires)) continue;
            var start = at;
            while (_message[at + 1] == what) at++;
            _fields.Add((what, start, at - start + 1));
        }
    }

    public static string User(int index) => string.Create(CultureInfo.InvariantCulture, $"u{index:000000}");

    /// <summary>The user's request of that round (1, 2, 3 …). Valid until the next one of this socket.</summary>
    public ReadOnlyMemory<byte> Next(int user, int round)
    {
        foreach (var (what, at, width) in _fields)
            Digits(_message.AsSpan(at, width), (uint)(what switch { Round => round, Expires => _comeAndGo && round % Stay == 0 ? 0 : 7200, _ => user }), what == Hexadecimal ? 16u : 10u);
        return _message;
    }

    private static void Digits(Span<byte> at, uint number, uint radix)
    {
        for (var i = at.Length - 1; i >= 0; i--, number /= radix) at[i] = "0123456789abcdef"u8[(int)(number % radix)];
    }
}
