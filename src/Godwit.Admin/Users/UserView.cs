namespace Godwit.Admin.Users;

/// <summary>Enhanced presence of a user: the administrator's flag, and the mode that the first sign-in of a new client sets for ever.</summary>
public sealed record EnhancedPresenceView(bool Enabled, bool Mode);

/// <summary>A user as an administrator sees her.</summary>
/// <param name="Address"><c>alice@godwit.test</c></param>
/// <param name="Home">FQDN of her pool; empty when unassigned.</param>
public sealed record UserView(string Address, string Home, bool Enabled, EnhancedPresenceView EnhancedPresence)
{
    public string DisplayName { get; init; } = "";

    /// <summary>sAMAccountName.</summary>
    public string Login { get; init; } = "";

    public string Mail { get; init; } = "";

    /// <summary>Distinguished name in the directory.</summary>
    public string Dn { get; init; } = "";

    /// <summary>Distinguished name of the container that she is in.</summary>
    public string Ou { get; init; } = "";

    /// <summary>Set while a move of hers is under way: the pool she goes to.</summary>
    public string MovingTo { get; init; } = "";

    /// <summary>At least one client is signed in now.</summary>
    public bool SignedIn { get; init; }

    public UserOptionsView Options { get; init; } = new();

    /// <summary>Of her contact card, by LDAP attribute. Only where one user is shown; null in lists.</summary>
    public IReadOnlyDictionary<string, string>? Attributes { get; init; }

    /// <summary>Rises with every change of hers in the directory; her ETag is this number in quotation marks.</summary>
    public long Revision { get; init; }
}

/// <summary>What the directory says of a user beside that; the names are those of MSFT_SIPESUserSetting, or near.</summary>
public sealed record UserOptionsView
{
    /// <summary>msRTCSIP-FederationEnabled.</summary>
    public bool Federation { get; init; }

    /// <summary>msRTCSIP-InternetAccessEnabled.</summary>
    public bool RemoteAccess { get; init; }

    /// <summary>msRTCSIP-OptionFlags, 1.</summary>
    public bool PublicIm { get; init; }

    /// <summary>msRTCSIP-OptionFlags, 16.</summary>
    public bool RemoteCallControl { get; init; }

    /// <summary>msRTCSIP-OptionFlags, 64: may organise meetings with anonymous participants.</summary>
    public bool AnonymousMeetings { get; init; }

    /// <summary>msRTCSIP-OptionFlags, 128.</summary>
    public bool Voice { get; init; }

    /// <summary>
    /// msRTCSIP-ArchivingEnabled in a word. On LCS 2005 pools: <c>default</c>, <c>always</c>, <c>never</c>, <c>without-body</c>; on later ones and of Unassigned Users:
    /// <c>none</c>, <c>internal</c>, <c>federated</c>, <c>all</c>.
    /// </summary>
    public string Archiving { get; init; } = "";

    /// <summary>msRTCSIP-Line.</summary>
    public string LineUri { get; init; } = "";

    /// <summary>msRTCSIP-LineServer.</summary>
    public string LineServerUri { get; init; } = "";
}
