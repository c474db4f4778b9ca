using Godwit.Pool.Users;

namespace Godwit.Server.Rolls;

/// <summary>The container that somebody means, or one sentence that says why none is meant.</summary>
internal sealed record UnitSearch(string Dn, int Status, string? Problem)
{
    /// <param name="text">Its distinguished name, its canonical one (<c>example.org/Sales</c>), or its plain name when no other has it.</param>
    public static UnitSearch Find(string text, IEnumerable<string> containers)
    {
        var named = containers.Where(Names(text.Trim())).ToList();
        return named switch
        {
            [] => new UnitSearch("", 404, $"There is no organizational unit {text} with users in it"),
            [var dn] => new UnitSearch(dn, 200, null),
            _ => new UnitSearch("", 400, $"Several organizational units are named {text}; write the whole name of one: {string.Join(" or ", named.Order(StringComparer.Ordinal))}"),
        };
    }

    private static Func<string, bool> Names(string text)
    {
        if (text.Contains('=', StringComparison.Ordinal))
        {
            var named = DistinguishedName.Parse(text);
            return dn => DistinguishedName.Parse(dn).Equals(named);
        }

        var canonical = text.TrimEnd('/');
        return dn => Same(UnitNames.CanonicalNameOf(dn), canonical) || (!UnitNames.IsDomain(dn) && Same(UnitNames.PlainNameOf(dn), text));
    }

    private static bool Same(string one, string other) => string.Equals(one, other, StringComparison.OrdinalIgnoreCase);
}
