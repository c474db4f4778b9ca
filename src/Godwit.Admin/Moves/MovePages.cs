namespace Godwit.Admin.Moves;

/// <summary>A part of the list of moves, newest first, and how long the list is.</summary>
public sealed record PageOfMoves(int Total, IReadOnlyList<MoveProgressView> Moves);

/// <summary>A part of the list of plans, newest first, and how long the list is.</summary>
public sealed record PageOfPlans(int Total, IReadOnlyList<PlanView> Plans);

/// <summary>Reads a list that comes in pages to its end.</summary>
internal static class MovePages
{
    /// <summary>As many as the server gives at once.</summary>
    public const int Most = 1_000;

    /// <summary>What is new meanwhile pushes the others down: whoever is met a second time counts once.</summary>
    /// <param name="page">Asks for what comes from an offset on.</param>
    public static async Task<IReadOnlyList<T>> All<T>(Func<int, Task<(int Total, IReadOnlyList<T> Page)>> page, Func<T, string> id)
    {
        var all = new List<T>();
        var ids = new HashSet<string>();
        for (var offset = 0; ;)
        {
            var (total, part) = await page(offset);
            all.AddRange(part.Where(entry => ids.Add(id(entry))));
            offset += part.Count;
            if (part.Count == 0 || offset >= total) return all;
        }
    }
}
