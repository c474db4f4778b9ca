namespace Godwit.FrontEnd.Documents;

/// <summary>Content types of the documents that clients and server exchange.</summary>
public static class MediaTypes
{
    public const string Soap = "application/SOAP+xml";
    public const string Contacts = "application/vnd-microsoft-roaming-contacts+xml";
    public const string Acl = "application/vnd-microsoft-roaming-acls+xml";
    public const string PendingWatchers = "text/xml+msrtc.wpending";
    public const string Provisioning = "application/vnd-microsoft-roaming-provisioning+xml";
    public const string ProvisioningV2 = "application/vnd-microsoft-roaming-provisioning-v2+xml";
    public const string RoamingSelf = "application/vnd-microsoft-roaming-self+xml";
    public const string Publish = "application/msrtc-category-publish+xml";
    public const string Containers = "application/msrtc-setcontainermembers+xml";
    public const string Subscribers = "application/msrtc-presence-setsubscriber+xml";
    public const string Fault = "application/msrtc-fault+xml";
    public const string Conference = "application/cccp+xml";
    public const string BatchSubscribe = "application/msrtc-adrl-categorylist+xml";
    public const string AdhocList = "application/adrl+xml";
    public const string Categories = "application/msrtc-event-categories+xml";
    public const string LegacyPresence = "text/xml+msrtc.pidf";
    public const string Pidf = "application/pidf+xml";
    public const string WatcherInfo = "application/watcherinfo+xml";
    public const string ResourceLists = "application/resource-lists+xml";
    public const string Rlmi = "application/rlmi+xml";
    public const string Registration = "text/registration-event";
    public const string Sdp = "application/sdp";

    /// <summary>The type without its parameters: <c>text/plain; charset=UTF-8</c> is <c>text/plain</c>.</summary>
    public static string Bare(string? contentType)
    {
        if (contentType is null) return "";
        var end = contentType.IndexOf(';', StringComparison.Ordinal);
        return (end < 0 ? contentType : contentType[..end]).Trim();
    }

    /// <summary>A parameter's value without its quotes; null when there is none. COMPAT: the family writes Base64 there that is no token.</summary>
    public static string? Parameter(string contentType, string name)
    {
        var rest = contentType.AsSpan();
        while (NextSemicolon(rest) is >= 0 and var at)
        {
            rest = rest[(at + 1)..];
            var end = NextSemicolon(rest);
            var one = (end < 0 ? rest : rest[..end]).Trim();
            var equals = one.IndexOf('=');
            if (equals > 0 && one[..equals].TrimEnd().Equals(name, StringComparison.OrdinalIgnoreCase)) return one[(equals + 1)..].Trim().Trim('"').ToString();
        }

        return null;
    }

    public static bool Is(string? contentType, string type) => Bare(contentType).Equals(type, StringComparison.OrdinalIgnoreCase);

    private static int NextSemicolon(ReadOnlySpan<char> text)
    {
        var quoted = false;
        for (var i = 0; i < text.Length; i++)
        {
            if (text[i] == '"') quoted = !quoted;
            else if (text[i] == ';' && !quoted) return i;
        }

        return -1;
    }
}
