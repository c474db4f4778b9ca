using System.Collections.Immutable;
using System.Text;
using Godwit.Pool.Permissions;

namespace Godwit.FrontEnd.Documents;

/// <summary>Who waits for a decision of the user (presence.wpending); clients ask her and answer with setACE.</summary>
public static class PendingWatchersXml
{
    public static MimeBody Write(ImmutableArray<Subscriber> watchers)
    {
        // deltaNum must be there and not 0; nobody counts by it.
        var xml = new StringBuilder(128).Append("<watchers").Attribute("deltaNum", 1).Append('>');
        foreach (var watcher in watchers)
            xml.Append("<watcher").Attribute("uri", "sip:" + watcher.Address).Attribute("displayName", watcher.DisplayName).Append("/>");
        return MimeBody.Of(MediaTypes.PendingWatchers, xml.Append("</watchers>").ToString());
    }
}
