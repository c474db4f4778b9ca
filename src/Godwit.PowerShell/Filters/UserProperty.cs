using Godwit.PowerShell.Objects;

namespace Godwit.PowerShell.Filters;

/// <summary>A property of a user that a filter may name.</summary>
internal sealed record UserProperty(string Name, bool IsSwitch, Func<CsUser, object?> Of)
{
    public static readonly IReadOnlyList<UserProperty> All =
    [
        Text("Identity", u => u.Identity), Text("DisplayName", u => u.DisplayName), Text("SipAddress", u => u.SipAddress), Text("SamAccountName", u => u.SamAccountName),
        Text("OrganizationalUnit", u => u.OrganizationalUnit), Text("RegistrarPool", u => u.RegistrarPool), Text("HomeServer", u => u.HomeServer), Text("MovingTo", u => u.MovingTo),
        Text("Archiving", u => u.Archiving), Text("LineUri", u => u.LineUri),
        Switch("Enabled", u => u.Enabled), Switch("EnabledForEnhancedPresence", u => u.EnabledForEnhancedPresence), Switch("EnhancedPresenceMode", u => u.EnhancedPresenceMode),
        Switch("EnabledForFederation", u => u.EnabledForFederation), Switch("EnabledForInternetAccess", u => u.EnabledForInternetAccess),
        Switch("PublicNetworkEnabled", u => u.PublicNetworkEnabled), Switch("SignedIn", u => u.SignedIn),
    ];

    public static UserProperty? Find(string name) => All.FirstOrDefault(p => p.Name.Equals(name, StringComparison.OrdinalIgnoreCase));

    private static UserProperty Text(string name, Func<CsUser, string?> of) => new(name, false, of);

    private static UserProperty Switch(string name, Func<CsUser, bool> of) => new(name, true, u => of(u));
}
