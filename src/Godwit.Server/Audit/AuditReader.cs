using System.Text;
using System.Text.Json;

namespace Godwit.Server.Audit;

/// <summary>Reads the audit file a block at a time, from either end, while it is written to. A line that a crash has torn is passed over.</summary>
internal static class AuditReader
{
    private const int Block = 64 * 1024;

    /// <summary>Newest first, each with the place where its line begins. <paramref name="before"/>: such a place; only what stands before it.</summary>
    public static IEnumerable<(long At, AuditEntry Entry)> Backwards(string path, long? before)
    {
        using var file = Open(path);
        var end = Math.Clamp(before ?? file.Length, 0, file.Length);
        byte[] rest = [];
        while (end > 0)
        {
            var start = Math.Max(0, end - Block);
            var text = new byte[end - start + rest.Length];
            file.Seek(start, SeekOrigin.Begin);
            file.ReadExactly(text.AsSpan(0, (int)(end - start)));
            rest.CopyTo(text.AsSpan((int)(end - start)));
            var stop = text.Length;
            while (stop > 0)
            {
                // The newline at the line's own end is none that another line ends with.
                var newline = text.AsSpan(0, stop - 1).LastIndexOf((byte)'\n');
                if (newline < 0 && start > 0) break;
                if (Read(text.AsSpan(newline + 1, stop - newline - 1)) is { } entry) yield return (start + newline + 1, entry);
                stop = newline + 1;
            }

            (rest, end) = (text[..stop], start);
        }
    }

    /// <summary>Oldest first.</summary>
    public static IEnumerable<AuditEntry> Forwards(string path)
    {
        using var text = new StreamReader(Open(path), Encoding.UTF8);
        while (text.ReadLine() is { } line)
            if (Read(Encoding.UTF8.GetBytes(line)) is { } entry) yield return entry;
    }

    public static string Line(AuditEntry entry) => JsonSerializer.Serialize(entry, AuditJson.Default.AuditEntry) + "\n";

    private static FileStream Open(string path) => new(path, FileMode.Open, FileAccess.Read, FileShare.ReadWrite);

    private static AuditEntry? Read(ReadOnlySpan<byte> line)
    {
        try
        {
            return line.TrimEnd("\r\n"u8) is { IsEmpty: false } json ? JsonSerializer.Deserialize(json, AuditJson.Default.AuditEntry) : null;
        }
        catch (JsonException)
        {
            return null;
        }
    }
}
