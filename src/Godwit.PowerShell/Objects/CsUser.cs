using Godwit.Admin.Users;

namespace Godwit.PowerShell.Objects;

/// <summary>A user as Get-CsUser shows her. Options have the names of MSFT_SIPESUserSetting.</summary>
public sealed class CsUser
{
    internal CsUser(UserView user) => View = user;

    /// <summary>As the server said it.</summary>
    internal UserView View { get; }

    /// <summary>Her distinguished name.</summary>
    public string Identity => View.Dn.Length > 0 ? View.Dn : View.Address;

    public string DisplayName => View.DisplayName;

    public string SipAddress => "sip:" + View.Address;

    /// <summary>Without <c>sip:</c>.</summary>
    public string Address => View.Address;

    public string SamAccountName => View.Login;

    public string OrganizationalUnit => View.Ou;

    /// <summary>Null: an unassigned user.</summary>
    public string? RegistrarPool => View.Home.Length > 0 ? View.Home : null;

    /// <summary>The same, by the name that older scripts know.</summary>
    public string? HomeServer => RegistrarPool;

    public bool Enabled => View.Enabled;

    public bool EnabledForEnhancedPresence => View.EnhancedPresence.Enabled;

    /// <summary>A new client has signed in: no old one can any more.</summary>
    public bool EnhancedPresenceMode => View.EnhancedPresence.Mode;

    public bool EnabledForFederation => View.Options.Federation;

    public bool EnabledForInternetAccess => View.Options.RemoteAccess;

    public bool PublicNetworkEnabled => View.Options.PublicIm;

    public bool AllowOrganizeMeetingWithAnonymousParticipants => View.Options.AnonymousMeetings;

    public string Archiving => View.Options.Archiving;

    public string? LineUri => View.Options.LineUri.Length > 0 ? View.Options.LineUri : null;

    public bool SignedIn => View.SignedIn;

    /// <summary>Where she goes in a move under way.</summary>
    public string? MovingTo => View.MovingTo.Length > 0 ? View.MovingTo : null;

    public override string ToString() => SipAddress;
}
