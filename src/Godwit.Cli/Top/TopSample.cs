using Godwit.Admin;
using Godwit.Admin.Forest;
using Godwit.Admin.Moves;
using Godwit.Admin.Pools;

namespace Godwit.Cli.Top;

/// <summary>What the server says at one moment; two of them make rates.</summary>
internal sealed record TopSample(DateTimeOffset At, IReadOnlyList<PoolView> Pools, FiguresView Figures, IReadOnlyList<MoveProgressView> Moves)
{
    public static async Task<TopSample> Take(AdminClient client, CancellationToken cancel)
    {
        var pools = await client.Pools(cancel);
        var figures = await client.Forest.Figures(cancel);
        var moves = await client.Moves(cancel);
        return new TopSample(figures.Now, pools, figures, [.. moves.Where(m => !m.IsOver)]);
    }

    public TopView View(TopSample? before) => new(At, [.. Pools.Select(p => Pool(p, before))], [.. Moves.Select(m => Move(m, before))]);

    private TopPool Pool(PoolView pool, TopSample? before)
    {
        var now = Counts(Figures.Pools, pool.Fqdn);
        return new TopPool(pool.Fqdn, pool.Generation, pool.State, pool.Users, pool.SignedIn, Rate(pool.Fqdn, before, c => c.Messages), Rate(pool.Fqdn, before, c => c.PresenceChanges), now?.Errors);
    }

    /// <summary>A server that was started anew counts from 0 again: then the last minute it is.</summary>
    private double? Rate(string pool, TopSample? before, Func<PoolFiguresView, long> count)
    {
        if (Counts(Figures.Pools, pool) is not { } now) return null;
        if (before is not null && before.Figures.Since == Figures.Since && At > before.At && Counts(before.Figures.Pools, pool) is { } then)
            return (count(now) - count(then)) / (At - before.At).TotalSeconds;
        // The last minute is still running.
        return Figures.Minutes is [.., var minute, _] && Counts(minute.Pools, pool) is { } whole ? count(whole) / 60.0 : 0;
    }

    private TopMove Move(MoveProgressView move, TopSample? before)
    {
        double? rate = before is not null && At > before.At && before.Moves.FirstOrDefault(m => m.Id == move.Id) is { } then ? Math.Max(0, (move.Done - then.Done) / (At - before.At).TotalSeconds) : null;
        return new TopMove(move.Id, move.State, move.Total, move.Done, move.Moved, move.Refused, move.Failed, rate, rate > 0 ? (move.Total - move.Done) / rate : null);
    }

    private static PoolFiguresView? Counts(IReadOnlyList<PoolFiguresView> pools, string fqdn) =>
        pools.FirstOrDefault(p => p.Counted && string.Equals(p.Pool, fqdn, StringComparison.OrdinalIgnoreCase));
}
