using System.Text;

namespace Godwit.Tests.Sip.Fuzz;

/// <summary>Makes one message of a few: bytes flipped, cut, doubled, moved, and the words that parsers trip over put in.</summary>
internal static class Mutator
{
    private const int Longest = 6_000;

    private static readonly byte[][] Words =
    [
        .. new[]
        {
            "\r\n", "\n", "\r", "\r\n\r\n", "\r\n ", "\r\n\t", " ", "\t", ":", ";", ",", "<", ">", "\"", "\\", "\\\"", "=", "@", "?", "%", "%00", "\0", "\x7f", "[", "]", "*", "::1", "[::1]:0",
            "Content-Length: 0\r\n", "Content-Length: 5\r\n", "l: 999999999999\r\n", "Content-Length: -1\r\n", "Content-Type: x\r\n", "c: text/plain\r\n", "SIP/2.0", "SIP/2.0/", "sip:", "sips:", "tel:",
            "4294967296", "18446744073709551616", "-1", "00000000000000000000000001", "z9hG4bK", ";tag=", ";branch=z9hG4bK", "Via: SIP/2.0/UDP x\r\n", "v:", "INVITE sip:a SIP/2.0\r\n", "SIP/2.0 200 OK\r\n",
        }.Select(Encoding.ASCII.GetBytes),
        [0xff, 0xfe], [0xc0, 0x80], [0xed, 0xa0, 0x80], [0xef, 0xbb, 0xbf], [0x16, 0x03, 0x01],
    ];

    /// <summary>Writes the mutant into <paramref name="into"/> (cleared first).</summary>
    public static void Make(ref Dice dice, List<byte> into)
    {
        into.Clear();
        into.AddRange(Corpus.Seeds[dice.Below(Corpus.Seeds.Count)]);
        for (var turns = dice.Below(5); turns >= 0; turns--) Mutate(ref dice, into);
        if (into.Count > Longest) into.RemoveRange(Longest, into.Count - Longest);
    }

    private static void Mutate(ref Dice dice, List<byte> bytes)
    {
        var at = dice.Below(bytes.Count);
        var length = Math.Min(bytes.Count - at, 1 + dice.Below(dice.Below(4) == 0 ? 200 : 8));
        switch (dice.Below(10))
        {
            case 0 when bytes.Count > 0:
                bytes[at] ^= (byte)(1 << dice.Below(8));
                break;
            case 1 when bytes.Count > 0:
                bytes[at] = (byte)dice.Next();
                break;
            case 2:
                bytes.RemoveRange(at, length);
                break;
            case 3:
                bytes.InsertRange(dice.Below(bytes.Count + 1), bytes.GetRange(at, length));
                break;
            case 4 or 5:
                bytes.InsertRange(at, Words[dice.Below(Words.Length)]);
                break;
            case 6:
                bytes.RemoveRange(at, length);
                bytes.InsertRange(at, Words[dice.Below(Words.Length)]);
                break;
            case 7:
                var other = Corpus.Seeds[dice.Below(Corpus.Seeds.Count)];
                bytes.RemoveRange(at, bytes.Count - at);
                bytes.AddRange(other.AsSpan(dice.Below(other.Length)));
                break;
            case 8:
                MoveLine(ref dice, bytes);
                break;
            default:
                var again = Words[dice.Below(Words.Length)];
                for (var i = dice.Below(60); i >= 0; i--) bytes.InsertRange(at, again);
                break;
        }
    }

    private static void MoveLine(ref Dice dice, List<byte> bytes)
    {
        var start = bytes.IndexOf((byte)'\n', dice.Below(bytes.Count)) + 1;
        var end = bytes.IndexOf((byte)'\n', start) + 1;
        if (end <= start) return;
        var line = bytes.GetRange(start, end - start);
        if (dice.Below(2) == 0) bytes.RemoveRange(start, end - start);
        var to = bytes.IndexOf((byte)'\n', dice.Below(bytes.Count)) + 1;
        bytes.InsertRange(to, line);
    }
}
