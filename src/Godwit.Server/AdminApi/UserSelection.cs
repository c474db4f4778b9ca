using Godwit.Admin.Moves;
using Godwit.Pool.Users;

namespace Godwit.Server.AdminApi;

/// <summary>Whom a request to move means: addresses in a stable order, or one sentence that says what is wrong with the request.</summary>
internal sealed record UserSelection(IReadOnlyList<SipAddress> Users, int Status, string? Problem)
{
    public static UserSelection Of(StartMove move, ForestView forest)
    {
        var ways = (move.Users is null ? 0 : 1) + (move.From is null ? 0 : 1) + (move.Ou is null ? 0 : 1) + (move.Unassigned ? 1 : 0);
        if (ways != 1) return Wrong(400, "Say whom to move in exactly one way: users, from (a pool), ou, or unassigned");
        if (move.Users is not null) return Named(move.Users);
        if (move.From is not null) return HomedOn(move.From, forest);
        return move.Ou is not null ? Below(move.Ou, forest) : Those(forest, u => u.Enabled && u.HomePool is null);
    }

    private static UserSelection Named(IReadOnlyList<string> users)
    {
        var addresses = new List<SipAddress>(users.Count);
        foreach (var text in users)
        {
            if (!SipAddress.TryParse(text, out var address)) return Wrong(400, $"'{text}' is not a SIP address like alice@example.org; nobody was moved");
            addresses.Add(address);
        }

        return new UserSelection([.. addresses.Distinct()], 200, null);
    }

    private static UserSelection HomedOn(string fqdn, ForestView forest) =>
        forest.FindPool(fqdn) is { } pool
            ? Those(forest, u => string.Equals(u.HomePool, pool.Fqdn, StringComparison.OrdinalIgnoreCase))
            : Wrong(404, $"There is no pool {fqdn} to move users from");

    private static UserSelection Below(string ou, ForestView forest)
    {
        var units = forest.Users.SelectMany(u => DistinguishedName.Units(u.Dn)).Distinct(StringComparer.OrdinalIgnoreCase)
            .Where(dn => DistinguishedName.Names(dn, ou)).ToList();
        return units switch
        {
            [] => Wrong(404, $"There is no organizational unit {ou} with users in it"),
            [var unit] => Those(forest, u => u.Dn.EndsWith("," + unit, StringComparison.OrdinalIgnoreCase)),
            _ => Wrong(400, $"Several organizational units are named {ou}; write the whole name of one: {string.Join(" or ", units.Order(StringComparer.Ordinal))}"),
        };
    }

    private static UserSelection Those(ForestView forest, Func<DirectoryUser, bool> which) =>
        new([.. forest.Users.Where(which).Select(u => u.Address).Order()], 200, null);

    private static UserSelection Wrong(int status, string sentence) => new([], status, sentence);
}
