using System.Collections.Frozen;
using System.Text;
using Godwit.Sip.Messages;

namespace Godwit.FrontEnd.Notifications;

/// <summary>Event packages by the name they have in Event (RFC 6665 §8.2.1).</summary>
public static class EventNames
{
    public const string Contacts = "vnd-microsoft-roaming-contacts";
    public const string Acl = "vnd-microsoft-roaming-ACL";
    public const string PendingWatchers = "presence.wpending";
    public const string Provisioning = "vnd-microsoft-provisioning";
    public const string ProvisioningV2 = "vnd-microsoft-provisioning-v2";
    public const string RoamingSelf = "vnd-microsoft-roaming-self";
    public const string Presence = "presence";
    public const string Watchers = "presence.winfo";
    public const string Registration = "registration-notify";

    private static readonly FrozenDictionary<string, SipHeader> Lines =
        new[] { Contacts, Acl, PendingWatchers, Provisioning, ProvisioningV2, RoamingSelf, Presence, Watchers, Registration }.ToFrozenDictionary(name => name, Line);

    /// <summary>Event with that name.</summary>
    public static SipHeader LineOf(string name) => Lines.TryGetValue(name, out var line) ? line : Line(name);

    private static SipHeader Line(string name) => new(HeaderNames.Event, Encoding.UTF8.GetBytes(name));
}
