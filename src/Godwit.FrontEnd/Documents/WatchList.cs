using System.Xml.Linq;
using Godwit.Pool.Users;

namespace Godwit.FrontEnd.Documents;

/// <summary>Somebody to watch. <paramref name="Added"/>: she was just put on the watcher's list ("added you").</summary>
/// <param name="Uri">As the client wrote it, for the answer.</param>
/// <param name="Address">Null when the URI is no SIP address: answered, never watched.</param>
public sealed record WatchedResource(string Uri, SipAddress? Address, bool Added);

/// <summary>Whom a batched SUBSCRIBE of presence adds and takes away: both forms, 2005 (adhoclist) and 2007 (batchSub).</summary>
public sealed record WatchList(string Uri, IReadOnlyList<WatchedResource> Subscribe, IReadOnlyList<WatchedResource> Unsubscribe)
{
    public static WatchList Read(XElement root)
    {
        var add = new List<WatchedResource>();
        var remove = new List<WatchedResource>();
        foreach (var action in root.Children("action"))
            Take(action.Child("adhocList"), "unsubscribe".Equals(action.Attr("name"), StringComparison.OrdinalIgnoreCase) ? remove : add);
        Take(root.Child("create"), add);
        Take(root.Child("add"), add);
        Take(root.Child("delete"), remove);
        return new WatchList(root.Attr("uri") ?? "", add, remove);
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
