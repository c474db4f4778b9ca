using System.Text;
using Godwit.Sip.Messages;

namespace Godwit.FrontEnd.Documents;

/// <summary>A body with its type, ready to be sent.</summary>
public sealed record MimeBody(string ContentType, ReadOnlyMemory<byte> Bytes)
{
    /// <summary>Content-Type as a line: one body goes to many watchers.</summary>
    public SipHeader TypeLine { get; } = new(HeaderNames.ContentType, Encoding.UTF8.GetBytes(ContentType));

    public static MimeBody Of(string contentType, string text) => new(contentType, Encoding.UTF8.GetBytes(text));

    public override string ToString() => Encoding.UTF8.GetString(Bytes.Span);
}
