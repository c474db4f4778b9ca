using Godwit.Admin.Access;

namespace Godwit.Server.SignIn;

/// <summary>What a caller may do; each may do what the one before may.</summary>
internal enum Role
{
    /// <summary>Of an endpoint: nobody needs to sign in for it.</summary>
    None,
    Reader,
    UserAdministrator,
    ServerAdministrator,
}

internal static class RoleWords
{
    public static string Of(Role role) => role == Role.None ? "none" : Roles.All[(int)role - 1];

    /// <summary>Null: there is no such role.</summary>
    public static Role? Read(string? word) => word is not null && Roles.All.ToList().IndexOf(word) is >= 0 and var at ? (Role)(at + 1) : null;

    public static string All => string.Join(", ", Roles.All);
}
