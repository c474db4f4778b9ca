using System.Collections.Concurrent;

namespace Godwit.Server.Figures;

/// <summary>Counts measurements by pool. Safe from any thread, and quick: it runs on the path of messages.</summary>
internal sealed class Tally
{
    public const string Messages = "messages";
    public const string PresenceChanges = "presence";
    public const string Errors = "errors";
    public const string Moves = "moves";

    private readonly ConcurrentDictionary<string, Counts> _pools = new(StringComparer.OrdinalIgnoreCase);
    private long _moves;
    private long _movesFailed;

    public void Count(string what, long amount, ReadOnlySpan<KeyValuePair<string, object?>> tags)
    {
        if (what == Moves)
        {
            if (Tag(tags, "outcome") is "moved") Interlocked.Add(ref _moves, amount);
            else if (Tag(tags, "outcome") is "failed") Interlocked.Add(ref _movesFailed, amount);
            return;
        }

        if ((Tag(tags, "pool") ?? Tag(tags, "godwit.pool")) is not { } pool) return;
        // Only what reaches a client: between pools the same message is relayed once more.
        if (what == Messages && (Tag(tags, "method") != "MESSAGE" || Tag(tags, "to") != "endpoint")) return;
        var counts = _pools.GetOrAdd(pool, _ => new Counts());
        switch (what)
        {
            case Messages: Interlocked.Add(ref counts.Messages, amount); break;
            case PresenceChanges: Interlocked.Add(ref counts.PresenceChanges, amount); break;
            default: Interlocked.Add(ref counts.Errors, amount); break;
        }
    }

    public FigureSet Read(IEnumerable<(string Pool, int SignedIn, bool Here)> pools) => new(
        Interlocked.Read(ref _moves), Interlocked.Read(ref _movesFailed),
        [.. pools.Select(p => _pools.TryGetValue(p.Pool, out var c)
            ? new PoolFigures(p.Pool, p.Here, p.SignedIn, Interlocked.Read(ref c.Messages), Interlocked.Read(ref c.PresenceChanges), Interlocked.Read(ref c.Errors))
            : new PoolFigures(p.Pool, p.Here, p.SignedIn, 0, 0, 0))]);

    private static string? Tag(ReadOnlySpan<KeyValuePair<string, object?>> tags, string name)
    {
        foreach (var tag in tags)
            if (tag.Key == name) return tag.Value as string;
        return null;
    }

    private sealed class Counts
    {
        public long Messages;
        public long PresenceChanges;
        public long Errors;
    }
}
