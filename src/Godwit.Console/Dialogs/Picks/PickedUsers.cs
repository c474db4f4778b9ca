using Godwit.Admin;
using Godwit.Admin.Moves;
using Godwit.Admin.Users;
using Godwit.Console.Selection;
using ConfigureOrder = Godwit.Admin.Users.ConfigureUsers;
using DeleteOrder = Godwit.Admin.Users.DeleteUsers;

namespace Godwit.Console.Dialogs.Picks;

/// <summary>A pick in the words of the admin API.</summary>
public static class PickedUsers
{
    /// <summary>More are not asked one by one where they live.</summary>
    private const int Few = 20;

    public static StartMove In(this UserPick users, StartMove order) => order with { Users = users.Addresses, From = users.Pool, Ou = users.Container, Unassigned = users.Unassigned };

    public static ConfigureOrder In(this UserPick users, ConfigureOrder order) => order with { Users = users.Addresses, From = users.Pool, Ou = users.Container, Unassigned = users.Unassigned };

    public static DeleteOrder In(this UserPick users, DeleteOrder order) => order with { Users = users.Addresses, From = users.Pool, Ou = users.Container, Unassigned = users.Unassigned };

    /// <summary>The pool on which all of them are homed; null when there is none, or it takes many questions to know.</summary>
    public static async Task<string?> Home(this UserPick users, AdminClient api, CancellationToken cancel)
    {
        if ((users.Pool ?? users.Home) is { Length: > 0 } known) return known;
        if (users.Container is { } container) return await HomeOfAllBelow(container, api, cancel);
        if (users.Addresses is not { Count: <= Few } few) return null;
        var homes = new HashSet<string>(StringComparer.OrdinalIgnoreCase);
        foreach (var address in few) homes.Add((await api.User(address, cancel)).Home);
        return homes.Count == 1 ? homes.Single() : null;
    }

    /// <summary>Two questions, however many they are: where the first is homed, and how many are homed there.</summary>
    private static async Task<string?> HomeOfAllBelow(string container, AdminClient api, CancellationToken cancel)
    {
        var all = await api.Users(new UserQuery { Ou = container, Limit = 1 }, cancel);
        if (all.Users is not [{ Home: { Length: > 0 } home }]) return null;
        return (await api.Users(new UserQuery { Ou = container, Pool = home, Limit = 1 }, cancel)).Total == all.Total ? home : null;
    }
}
