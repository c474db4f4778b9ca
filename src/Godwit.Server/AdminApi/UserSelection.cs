using Godwit.Admin.Moves;
using Godwit.Admin.Users;
using Godwit.Pool.Users;
using Godwit.Server.Rolls;

namespace Godwit.Server.AdminApi;

/// <summary>Whom a request to move means: addresses in a stable order, or one sentence that says what is wrong with the request.</summary>
internal sealed record UserSelection(IReadOnlyList<SipAddress> Users, int Status, string? Problem)
{
    public static UserSelection Of(StartMove move, ForestView forest) =>
        Of(new WhichUsers { Users = move.Users, From = move.From, Ou = move.Ou, Unassigned = move.Unassigned }, forest, "move");

    /// <param name="verb">What is to be done to them.</param>
    public static UserSelection Of(WhichUsers which, ForestView forest, string verb)
    {
        var ways = (which.Users is null ? 0 : 1) + (which.From is null ? 0 : 1) + (which.Ou is null ? 0 : 1) + (which.Unassigned ? 1 : 0);
        if (ways != 1) return Wrong(400, $"Say whom to {verb} in exactly one way: users, from (a pool), ou, or unassigned");
        if (which.Users is not null) return Named(which.Users, verb);
        if (which.From is not null) return HomedOn(which.From, forest, verb);
        return which.Ou is not null ? Below(which.Ou, forest) : Those(forest, u => u.Enabled && u.HomePool is null);
    }

    private static UserSelection Named(IReadOnlyList<string> users, string verb)
    {
        var addresses = new List<SipAddress>(users.Count);
        foreach (var text in users)
        {
            if (!SipAddress.TryParse(text, out var address)) return Wrong(400, $"'{text}' is not a SIP address like alice@example.org; nobody was {(verb == "move" ? "moved" : verb + "d")}");
            addresses.Add(address);
        }

        return new UserSelection([.. addresses.Distinct()], 200, null);
    }

    private static UserSelection HomedOn(string fqdn, ForestView forest, string verb) =>
        forest.FindPool(fqdn) is { } pool
            ? Those(forest, u => string.Equals(u.HomePool, pool.Fqdn, StringComparison.OrdinalIgnoreCase))
            : Wrong(404, $"There is no pool {fqdn} to {verb} users from");

    private static UserSelection Below(string ou, ForestView forest)
    {
        var unit = UnitSearch.Find(ou, forest.Users.SelectMany(u => UnitNames.Above(u.Dn)).Distinct(StringComparer.OrdinalIgnoreCase));
        return unit.Problem is null ? Those(forest, u => u.Dn.EndsWith("," + unit.Dn, StringComparison.OrdinalIgnoreCase)) : Wrong(unit.Status, unit.Problem);
    }

    private static UserSelection Those(ForestView forest, Func<DirectoryUser, bool> which) =>
        new([.. forest.Users.Where(which).Select(u => u.Address).Order()], 200, null);

    private static UserSelection Wrong(int status, string sentence) => new([], status, sentence);
}
