using Godwit.Admin.Pools;
using Godwit.Moves.Healing;
using Godwit.Pool.Pools;
using Godwit.Pool.Users;
using Godwit.Server.Configuration;
using Godwit.Server.Pools;
using Godwit.Server.Rolls;

namespace Godwit.Server.AdminApi;

/// <summary>Pools as administrators see them.</summary>
internal sealed class PoolViews(ForestView forest, UserRoll roll, PoolRack rack, Doctor doctor)
{
    public IReadOnlyList<PoolView> All() => [.. forest.Pools.Values.OrderBy(p => p.Fqdn, StringComparer.Ordinal).Select(Of)];

    public PoolView? Find(string fqdn) => forest.FindPool(fqdn) is { } pool ? Of(pool) : null;

    private PoolView Of(PoolRecord pool)
    {
        var host = rack.FindAnywhere(pool.Fqdn);
        var state = host is { IsRunning: true } ? "running" : "stopped";
        IReadOnlyList<string> listeners = host?.Listeners ?? [];
        return new PoolView(pool.Fqdn, PoolNames.Of(pool.Generation), PoolNames.Of(pool.Edition), roll.Count().HomedOn(pool.Fqdn), state)
        {
            SignedIn = host?.SignedIn ?? 0,
            Listeners = listeners,
            Group = forest.Pools.Values.Any(p => p.Generation > pool.Generation) ? "earlier" : pool.Edition == PoolEdition.Enterprise ? "enterprise" : "standard",
            FrontEnds = [new FrontEndView(pool.Fqdn, state, rack.Find(pool.Fqdn) is null, listeners)],
            Warnings = Warnings(pool.Fqdn, doctor.Last),
        };
    }

    private static IReadOnlyList<string> Warnings(string fqdn, DoctorReport? last) =>
        [.. (last?.Findings ?? []).Where(f => !f.Mended && string.Equals(f.Pool, fqdn, StringComparison.OrdinalIgnoreCase)).CountBy(f => f.Kind).Select(k => $"{k.Value} {Finding.NameOf(k.Key)}")];
}
