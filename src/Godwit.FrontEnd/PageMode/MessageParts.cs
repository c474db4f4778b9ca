using System.Text;
using Godwit.FrontEnd.Documents;

namespace Godwit.FrontEnd.PageMode;

/// <summary>The parts of a multipart body (RFC 2046 §5.1). Pure; what can't be read has no parts.</summary>
public static class MessageParts
{
    private const int Most = 16;

    public static IReadOnlyList<MimeBody> Read(string contentType, ReadOnlyMemory<byte> body)
    {
        if (MediaTypes.Parameter(contentType, "boundary") is not { Length: > 0 and <= 70 } boundary) return [];
        var delimiter = Encoding.UTF8.GetBytes("--" + boundary);
        var parts = new List<MimeBody>();
        var rest = body;
        while (parts.Count < Most && rest.Span.IndexOf(delimiter) is >= 0 and var start)
        {
            rest = rest[(start + delimiter.Length)..];
            // Two hyphens behind it: the end.
            if (rest.Span.StartsWith("--"u8)) break;
            var end = rest.Span.IndexOf(delimiter);
            if (end < 0) break;
            if (Part(rest[..end]) is { } part) parts.Add(part);
            rest = rest[end..];
        }

        return parts;
    }

    private static MimeBody? Part(ReadOnlyMemory<byte> part)
    {
        var head = part.Span.IndexOf("\r\n\r\n"u8);
        if (head < 0) return null;
        string type = "text/plain", encoding = "8bit";
        foreach (var line in Encoding.UTF8.GetString(part.Span[..head]).Split("\r\n"))
        {
            if (line.Split(':', 2) is not [var name, var value]) continue;
            if (name.Trim().Equals("Content-Type", StringComparison.OrdinalIgnoreCase)) type = value.Trim();
            else if (name.Trim().Equals("Content-Transfer-Encoding", StringComparison.OrdinalIgnoreCase)) encoding = value.Trim();
        }

        if (!encoding.Equals("7bit", StringComparison.OrdinalIgnoreCase) && !encoding.Equals("8bit", StringComparison.OrdinalIgnoreCase)
            && !encoding.Equals("binary", StringComparison.OrdinalIgnoreCase)) return null;
        // The line end before a delimiter belongs to that.
        var bytes = part[(head + 4)..];
        return new MimeBody(type, bytes.Span.EndsWith("\r\n"u8) ? bytes[..^2] : bytes);
    }
}
