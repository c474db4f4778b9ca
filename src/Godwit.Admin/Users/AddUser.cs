namespace Godwit.Admin.Users;

/// <summary>A user to create. <paramref name="Pool"/> empty = unassigned.</summary>
public sealed record AddUser(string Address, string Pool, string Password, bool EnhancedPresence)
{
    /// <summary>Empty = made from the address.</summary>
    public string DisplayName { get; init; } = "";

    /// <summary>Distinguished name of the organizational unit; empty = the directory's default for users.</summary>
    public string OrganizationalUnit { get; init; } = "";

    public override string ToString() => $"add {Address}";
}
