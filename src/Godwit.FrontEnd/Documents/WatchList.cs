using System.Xml.Linq;
using Godwit.Pool.Users;

namespace Godwit.FrontEnd.Documents;

/// <summary>Somebody to watch. <paramref name="Added"/>: she was just put on the watcher's list ("added you").</summary>
/// <param name="Uri">As the client wrote it, for the answer.</param>
/// <param name="Address">Null when the URI is no SIP address: answered, never watched.</param>
public sealed record WatchedResource(string Uri, SipAddress? Address, bool Added);

/// <summary>Whom a batched SUBSCRIBE of presence adds and takes away: three forms, 2005 (adhoclist), 2007 (batchSub), and the lists of RFC 4826.</summary>
public sealed record WatchList(string Uri, IReadOnlyList<WatchedResource> Subscribe, IReadOnlyList<WatchedResource> Unsubscribe)
{
    public static WatchList Read(XElement root)
    {
        if (root.Name.LocalName == "resource-lists") return new WatchList("", ReadEntries(root), []);
        var add = new List<WatchedResource>();
        var remove = new List<WatchedResource>();
        foreach (var action in root.Children("action"))
            Take(action.Child("adhocList"), "unsubscribe".Equals(action.Attr("name"), StringComparison.OrdinalIgnoreCase) ? remove : add);
        Take(root.Child("create"), add);
        Take(root.Child("add"), add);
        Take(root.Child("delete"), remove);
        return new WatchList(root.Attr("uri") ?? "", add, remove);
    }

    /// <summary>The list that a SUBSCRIBE itself carries (RFC 5367 §4): entries of all its lists, each once.</summary>
    private static List<WatchedResource> ReadEntries(XElement root)
    {
        var seen = new HashSet<string>(StringComparer.OrdinalIgnoreCase);
        return [.. from entry in root.Descendants()
                   where entry.Name.LocalName == "entry"
                   let uri = entry.Attr("uri")
                   where uri is { Length: > 0 } && seen.Add(uri)
                   select new WatchedResource(uri, SipAddress.TryParse(uri, out var address) ? address : null, false)];
    }

    private static void Take(XElement? list, List<WatchedResource> into)
    {
        foreach (var resource in list.Children("resource"))
        {
            if (resource.Attr("uri") is not { Length: > 0 } uri) continue;
            into.Add(new WatchedResource(uri, SipAddress.TryParse(uri, out var address) ? address : null, resource.Child("context") is not null));
        }
    }
}
