using Godwit.Admin.Access;

namespace Godwit.Console.State;

/// <summary>What a role lets a person do. The server decides; the console only does not offer what would be refused.</summary>
/// <param name="Users">Users and moves may be changed.</param>
/// <param name="Servers">Pools, filters and accounts, too.</param>
public readonly record struct Rights(bool Users, bool Servers)
{
    public static Rights Of(string role) => role switch
    {
        Roles.ServerAdministrator => new Rights(true, true),
        Roles.UserAdministrator => new Rights(true, false),
        _ => default,
    };
}
