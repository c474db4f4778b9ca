using Godwit.Server.Configuration;

namespace Godwit.Server.SignIn;

/// <summary>The role of somebody whom another server knows: the highest that any of her names or groups has in the configuration.</summary>
internal static class RoleMap
{
    /// <summary>Null: none, and so she may not come in.</summary>
    public static Role? Of(SignInRoles roles, IReadOnlyCollection<string> namesAndGroups)
    {
        if (Any(roles.ServerAdministrator)) return Role.ServerAdministrator;
        if (Any(roles.UserAdministrator)) return Role.UserAdministrator;
        return Any(roles.Reader) ? Role.Reader : null;

        bool Any(IReadOnlyList<string> listed) => listed.Any(l => namesAndGroups.Contains(l, StringComparer.OrdinalIgnoreCase));
    }
}
