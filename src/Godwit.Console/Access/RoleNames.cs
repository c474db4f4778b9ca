using Godwit.Admin.Access;

namespace Godwit.Console.Access;

/// <summary>Roles as people call them.</summary>
public static class RoleNames
{
    public static string Of(string role) => role switch
    {
        Roles.Reader => "Reader",
        Roles.UserAdministrator => "User administrator",
        Roles.ServerAdministrator => "Server administrator",
        _ => role,
    };
}
