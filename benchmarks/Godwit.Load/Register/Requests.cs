using System.Globalization;
using System.Text;

namespace Godwit.Load.Register;

/// <summary>
/// REGISTER requests made once, changed in place: CSeq and branch have a fixed width, so that a round costs the generator almost nothing.
/// </summary>
internal sealed class Requests
{
    private const int Width = 8;
    private readonly byte[][] _messages;
    private readonly int[] _branchAt;
    private readonly int[] _cseqAt;

    public Requests(int users, string domain, string transport, Func<int, int> portOfUser)
    {
        _messages = new byte[users][];
        _branchAt = new int[users];
        _cseqAt = new int[users];
        for (var i = 0; i < users; i++)
        {
            var port = portOfUser(i);
            var text = $"REGISTER sip:{domain} SIP/2.0\r\n" +
                $"Via: SIP/2.0/{transport} 127.0.0.1:{port};branch=z9hG4bK{i:x8}-00000000\r\n" +
                "Max-Forwards: 70\r\n" +
                $"From: <sip:{User(i)}@{domain}>;tag={i:x8};epid={i:x12}\r\n" +
                $"To: <sip:{User(i)}@{domain}>\r\n" +
                $"Call-ID: {i:x16}@load\r\n" +
                "CSeq: 00000000 REGISTER\r\n" +
                $"Contact: <sip:{User(i)}@127.0.0.1:{port};transport={transport.ToLowerInvariant()}>;methods=\"INVITE, MESSAGE, INFO, SUBSCRIBE, OPTIONS, BYE, CANCEL, NOTIFY, ACK, REFER, BENOTIFY\"\r\n" +
                "User-Agent: Load/1.0\r\nSupported: gruu-10\r\nEvent: registration\r\nExpires: 7200\r\nContent-Length: 0\r\n\r\n";
            _messages[i] = Encoding.ASCII.GetBytes(text);
            _branchAt[i] = text.IndexOf("-00000000", StringComparison.Ordinal) + 1;
            _cseqAt[i] = text.IndexOf("CSeq: ", StringComparison.Ordinal) + 6;
        }
    }

    public static string User(int index) => string.Create(CultureInfo.InvariantCulture, $"u{index:000000}");

    /// <summary>The user's request of that round (1, 2, 3 …). Valid until the user's next.</summary>
    public ReadOnlyMemory<byte> Next(int user, int round)
    {
        var message = _messages[user];
        Digits(message.AsSpan(_branchAt[user], Width), round);
        Digits(message.AsSpan(_cseqAt[user], Width), round);
        return message;
    }

    private static void Digits(Span<byte> at, int number)
    {
        for (var i = Width - 1; i >= 0; i--, number /= 10) at[i] = (byte)('0' + (number % 10));
    }
}
