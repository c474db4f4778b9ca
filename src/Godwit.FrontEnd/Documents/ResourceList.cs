using System.Globalization;
using System.Text;
using Godwit.FrontEnd.Requests;

namespace Godwit.FrontEnd.Documents;

/// <summary>One resource of a batched answer; no <paramref name="Document"/> = nothing is known of it (yet).</summary>
/// <param name="IsGone">There is no such resource.</param>
/// <param name="IsPending">She is to decide first.</param>
public sealed record ListedResource(string Uri, MimeBody? Document, bool IsGone = false, bool IsPending = false);

/// <summary>
/// The answer to a batched SUBSCRIBE, and the NOTIFYs of a list: a list of the resources (RFC 4662 §5) with one part for each whose state is known,
/// as multipart/related.
/// </summary>
public static class ResourceList
{
    /// <summary>For clients of this family: all in one answer, which is no full list to them, changes one by one without a list.</summary>
    public static MimeBody Write(string listUri, IReadOnlyList<ListedResource> resources) => Write(listUri, resources, version: 0, isFull: false, isStandard: false);

    /// <param name="version">RFC 4662 §5: one more with each document of a subscription.</param>
    /// <param name="isFull">All resources of the list are there.</param>
    /// <param name="isStandard">Names those who are not there as RFC 4662 §5 does; clients of this family know nothing but active.</param>
    public static MimeBody Write(string listUri, IReadOnlyList<ListedResource> resources, int version, bool isFull, bool isStandard)
    {
        // Nobody can guess it, so nobody's published XML can end a part.
        var boundary = Refusal.NewTag() + Refusal.NewTag();
        var list = new StringBuilder(128 + resources.Count * 160)
            .Append("<list xmlns=\"urn:ietf:params:xml:ns:rlmi\"").Attribute("uri", listUri).Attribute("version", version).Attribute("fullState", isFull ? "true" : "false").Append('>');
        var body = new StringBuilder(1024 + resources.Count * 768);
        var parts = new StringBuilder(resources.Count * 512);
        for (var i = 0; i < resources.Count; i++)
        {
            var resource = resources[i];
            list.Append("<resource").Attribute("uri", resource.Uri).Append("><instance")
                .Attribute("id", isStandard ? "1" : i.ToString(CultureInfo.InvariantCulture)).Attribute("state", isStandard ? StateOf(resource) : "active");
            if (isStandard && resource.IsGone) list.Attribute("reason", "noresource");
            if (resource.Document is { } document)
            {
                var id = ContentId(resource.Uri, i);
                list.Attribute("cid", id);
                Part(parts, boundary, document.ContentType, isStandard ? $"<{id}>" : id, document.ToString());
            }

            list.Append("/></resource>");
        }

        list.Append("</list>");
        var start = isStandard ? "<resourceList@list>" : "resourceList";
        Part(body, boundary, isStandard ? MediaTypes.Rlmi + ";charset=UTF-8" : MediaTypes.Rlmi, start, list.ToString());
        body.Append(parts).Append("--").Append(boundary).Append("--\r\n");
        return MimeBody.Of($"multipart/related;type=\"{MediaTypes.Rlmi}\";start={(isStandard ? $"\"{start}\"" : start)};boundary={boundary}", body.ToString());
    }

    private static string StateOf(ListedResource resource) => resource switch
    {
        { IsGone: true } => "terminated",
        { IsPending: true } => "pending",
        _ => "active",
    };

    private static void Part(StringBuilder body, string boundary, string contentType, string id, string document) => body
        .Append("--").Append(boundary).Append("\r\nContent-ID: ").Append(id)
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
