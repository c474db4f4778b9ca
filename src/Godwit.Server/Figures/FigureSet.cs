namespace Godwit.Server.Figures;

/// <summary>Figures as of one moment.</summary>
internal sealed record FigureSet(long Moves, long MovesFailed, IReadOnlyList<PoolFigures> Pools)
{
    public static readonly FigureSet None = new(0, 0, []);

    /// <summary>What was counted between then and now; signed-in users are those of now.</summary>
    public FigureSet Since(FigureSet then) => new(
        Moves - then.Moves, MovesFailed - then.MovesFailed,
        [.. Pools.Select(now => then.Pools.FirstOrDefault(p => p.Pool == now.Pool) is { } before
            ? now with { Messages = now.Messages - before.Messages, PresenceChanges = now.PresenceChanges - before.PresenceChanges, Errors = now.Errors - before.Errors }
            : now)]);
}

/// <param name="Here">This process runs the pool: it is counted.</param>
internal sealed record PoolFigures(string Pool, bool Here, int SignedIn, long Messages, long PresenceChanges, long Errors);
