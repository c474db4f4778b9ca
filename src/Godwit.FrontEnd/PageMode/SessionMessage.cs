using System.Text;
using Godwit.FrontEnd.Documents;

namespace Godwit.FrontEnd.PageMode;

/// <summary>What a MESSAGE inside a session holds, for a client that reads nothing but text.</summary>
public abstract record SessionMessage
{
    /// <summary>Something to be read.</summary>
    public sealed record Words(string Text) : SessionMessage
    {
        public MimeBody ToBody() => MimeBody.Of("text/plain;charset=UTF-8", Text);
    }

    /// <summary>Between the programs: somebody types, or has read. Nobody misses it.</summary>
    public sealed record Sign : SessionMessage;

    /// <summary>Files, invitations, ink: a plain client can't have it.</summary>
    public sealed record Other : SessionMessage;

    /// <summary>
    /// What stands behind a type is the family's own (msgr: font and colour) and goes; markup becomes text; of alternatives the plainest is taken.
    /// </summary>
    public static SessionMessage Read(string? contentType, ReadOnlyMemory<byte> body) => MediaTypes.Bare(contentType).ToLowerInvariant() switch
    {
        "text/plain" => Worded(contentType!, body, static text => text),
        "text/html" => Worded(contentType!, body, HtmlText.Of),
        "text/rtf" or "application/rtf" => Worded(contentType!, body, RtfText.Of),
        "multipart/alternative" or "multipart/mixed" or "multipart/related" => Plainest(MessageParts.Read(contentType!, body)),
        "application/im-iscomposing+xml" or "application/ms-imdn+xml" or "message/imdn+xml" => new Sign(),
        _ => new Other(),
    };

    private static SessionMessage Plainest(IReadOnlyList<MimeBody> parts)
    {
        foreach (var type in (string[])["text/plain", "text/html", "text/rtf"])
            foreach (var part in parts)
                if (MediaTypes.Is(part.ContentType, type)) return Read(part.ContentType, part.Bytes);
        return new Other();
    }

    private static SessionMessage Worded(string contentType, ReadOnlyMemory<byte> body, Func<string, string> read) =>
        EncodingOf(MediaTypes.Parameter(contentType, "charset")) is { } encoding ? new Words(read(encoding.GetString(body.Span))) : new Other();

    /// <summary>UTF-8, unless it says otherwise.</summary>
    private static Encoding? EncodingOf(string? charset) => charset?.ToLowerInvariant() switch
    {
        null or "" or "utf-8" or "utf8" or "us-ascii" => Encoding.UTF8,
        "iso-8859-1" or "latin1" => Encoding.Latin1,
        "utf-16" or "utf-16le" => Encoding.Unicode,
        "utf-16be" => Encoding.BigEndianUnicode,
        _ => null,
    };
}
