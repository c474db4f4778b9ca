namespace Godwit.Admin.Users;

/// <summary>Enhanced presence of a user: the administrator's flag, and the mode that the first sign-in of a new client sets for ever.</summary>
public sealed record EnhancedPresenceView(bool Enabled, bool Mode);

/// <summary>A user as an administrator sees her.</summary>
/// <param name="Address"><c>alice@godwit.test</c></param>
/// <param name="Home">FQDN of her pool; empty when unassigned.</param>
public sealed record UserView(string Address, string Home, bool Enabled, EnhancedPresenceView EnhancedPresence)
{
    public string DisplayName { get; init; } = "";

    /// <summary>Distinguished name in the directory.</summary>
    public string Dn { get; init; } = "";

    /// <summary>Set while a move of hers is under way: the pool she goes to.</summary>
    public string MovingTo { get; init; } = "";
}
