using System.Text;

namespace Godwit.FrontEnd.Documents;

/// <summary>A body with its type, ready to be sent.</summary>
public sealed record MimeBody(string ContentType, ReadOnlyMemory<byte> Bytes)
{
    public static MimeBody Of(string contentType, string text) => new(contentType, Encoding.UTF8.GetBytes(text));

    public override string ToString() => Encoding.UTF8.GetString(Bytes.Span);
}
