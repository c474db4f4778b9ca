using Godwit.FrontEnd.Documents;
using Godwit.Pool.Presence;
using Godwit.Pool.Users;

namespace Godwit.FrontEnd.Notifications;

/// <summary>A list that a standard client watches in one subscription (RFC 4662): its resources, by the names that the client gave them.</summary>
/// <param name="Uri">Of the list.</param>
public sealed record WatchedList(string Uri, IReadOnlyDictionary<SipAddress, string> Names)
{
    /// <summary>One resource changed: a document of that one, in the list.</summary>
    public MimeBody Write(PresenceView view, MimeBody document, int version) => ResourceList.Write(
        Uri, [new ListedResource(Names.GetValueOrDefault(view.Presentity) ?? view.Presentity.Uri, document, IsPending: view.IsPending)], version, isFull: false, isStandard: true);
}
