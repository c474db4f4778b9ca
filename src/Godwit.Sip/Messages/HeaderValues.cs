namespace Godwit.Sip.Messages;

/// <summary>Header lines that hold several values (RFC 3261 §7.3.1): commas outside quotes and angle brackets part them.</summary>
public static class HeaderValues
{
    /// <summary>The values without surrounding blanks; empty ones are left out.</summary>
    public static IEnumerable<string> Split(string line)
    {
        for (var at = 0; at < line.Length;)
        {
            var end = at + EndOfFirst(line.AsSpan(at));
            var value = line.AsSpan(at, end - at).Trim(" \t");
            if (!value.IsEmpty) yield return value.ToString();
            at = end + 1;
        }
    }

    public static ReadOnlySpan<char> First(ReadOnlySpan<char> line) => line[..EndOfFirst(line)].Trim(" \t");

    /// <summary>Where the first value ends: at its comma, or at the end of the line.</summary>
    public static int EndOfFirst(ReadOnlySpan<char> line)
    {
        var quoted = false;
        var bracketed = false;
        for (var i = 0; i < line.Length; i++)
        {
            switch (line[i])
            {
                case '\\' when quoted: i++; break;
                // A quote inside <...> belongs to the URI, not to a quoted string.
                case '"' when !bracketed: quoted = !quoted; break;
                case '<' when !quoted: bracketed = true; break;
                case '>' when !quoted: bracketed = false; break;
                case ',' when !quoted && !bracketed: return i;
            }
        }

        return line.Length;
    }
}
