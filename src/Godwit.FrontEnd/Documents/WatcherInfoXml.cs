using System.Collections.Immutable;
using System.Text;
using Godwit.Pool.Homes;
using Godwit.Pool.Users;

namespace Godwit.FrontEnd.Documents;

/// <summary>Who watches a user, for the user herself (RFC 3858 §3).</summary>
public static class WatcherInfoXml
{
    /// <param name="version">0 for the first document of a subscription, one more with each.</param>
    /// <param name="isFull">All there are; else only those of whom something changed.</param>
    public static MimeBody Write(SipAddress user, ImmutableArray<WatcherEntry> watchers, int version, bool isFull)
    {
        var xml = new StringBuilder(256 + (watchers.Length * 128)).Append("<watcherinfo xmlns=\"urn:ietf:params:xml:ns:watcherinfo\"")
            .Attribute("version", version).Attribute("state", isFull ? "full" : "partial").Append("><watcher-list")
            .Attribute("resource", user.Uri).Attribute("package", "presence").Append('>');
        foreach (var watcher in watchers)
            xml.Append("<watcher").Attribute("id", IdOf(watcher.Address)).Attribute("status", NameOf(watcher.Status)).Attribute("event", NameOf(watcher.Why))
                .Attribute("display-name", watcher.DisplayName).Append('>').Escaped("sip:" + watcher.Address).Append("</watcher>");
        return MimeBody.Of(MediaTypes.WatcherInfo, xml.Append("</watcher-list></watcherinfo>").ToString());
    }

    /// <summary>The same for the same person in every document.</summary>
    private static string IdOf(string address) => "w" + Convert.ToHexStringLower(System.Security.Cryptography.SHA256.HashData(Encoding.UTF8.GetBytes(address)).AsSpan(0, 8));

    private static string NameOf(WatcherStatus status) => status switch
    {
        WatcherStatus.Active => "active",
        WatcherStatus.Pending => "pending",
        _ => "terminated",
    };

    private static string NameOf(WatcherEvent why) => why switch
    {
        WatcherEvent.Subscribe => "subscribe",
        WatcherEvent.Approved => "approved",
        WatcherEvent.Rejected => "rejected",
        _ => "timeout",
    };
}
