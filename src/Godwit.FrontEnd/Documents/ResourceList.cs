using System.Text;

namespace Godwit.FrontEnd.Documents;

/// <summary>One resource of a batched answer; no <paramref name="Document"/> = nothing is known of it (yet).</summary>
public sealed record ListedResource(string Uri, MimeBody? Document);

/// <summary>
/// The answer to a batched SUBSCRIBE: a list of the resources (RFC 4662 §5) with one part for each whose state is known, as multipart/related.
/// </summary>
public static class ResourceList
{
    private const string Boundary = "Godwit-resource-list-7f3a91";

    public static MimeBody Write(string listUri, IReadOnlyList<ListedResource> resources)
    {
        var list = new StringBuilder(128 + resources.Count * 160)
            .Append("<list xmlns=\"urn:ietf:params:xml:ns:rlmi\"").Attribute("uri", listUri).Attribute("version", 0).Attribute("fullState", "false").Append('>');
        var body = new StringBuilder(1024 + resources.Count * 768);
        var parts = new StringBuilder(resources.Count * 512);
        for (var i = 0; i < resources.Count; i++)
        {
            var resource = resources[i];
            list.Append("<resource").Attribute("uri", resource.Uri).Append("><instance").Attribute("id", i).Attribute("state", "active");
            if (resource.Document is { } document)
            {
                var id = ContentId(resource.Uri, i);
                list.Attribute("cid", id);
                Part(parts, document.ContentType, id, document.ToString());
            }

            list.Append("/></resource>");
        }

        list.Append("</list>");
        Part(body, MediaTypes.Rlmi, "resourceList", list.ToString());
        body.Append(parts).Append("--").Append(Boundary).Append("--\r\n");
        return MimeBody.Of($"multipart/related;type=\"{MediaTypes.Rlmi}\";start=resourceList;boundary={Boundary}", body.ToString());
    }

    private static void Part(StringBuilder body, string contentType, string id, string document) => body
        .Append("--").Append(Boundary).Append("\r\nContent-ID: ").Append(id)
        .Append("\r\nContent-Type: ").Append(contentType).Append("\r\n\r\n").Append(document)
        // COMPAT: libpurple's MIME reader cuts two octets more than RFC 2046 §5.1.1 says, so there is one CRLF more (protocol traps 5).
        .Append("\r\n\r\n");

    /// <summary>A Content-ID may hold only what an address may; anything else gets a number.</summary>
    private static string ContentId(string uri, int index)
    {
        var address = ContactsRequest.WithoutScheme(uri);
        foreach (var c in address)
            if (!char.IsAsciiLetterOrDigit(c) && c is not ('@' or '.' or '-' or '_' or '+')) return $"resource{index}@list";
        return address;
    }
}
