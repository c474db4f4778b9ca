using System.Diagnostics.Metrics;
using Godwit.Pool.Homes;
using Godwit.Pool.Pools;

namespace Godwit.Pool;

/// <summary>Metrics of one pool, meter <c>Godwit.Pool</c>, tagged with <c>godwit.pool</c> (the FQDN).</summary>
public sealed class PoolInstruments : IDisposable
{
    public const string MeterName = "Godwit.Pool";

    private readonly Meter _meter = new(MeterName);
    private readonly KeyValuePair<string, object?> _pool;
    private readonly Counter<long> _signIns;
    private readonly Counter<long> _refusals;
    private readonly Counter<long> _told;

    public PoolInstruments(PoolIdentity pool, ActiveHomes homes)
    {
        _pool = new("godwit.pool", pool.Fqdn);
        _signIns = _meter.CreateCounter<long>("godwit.pool.sign_ins", "{sign-in}", "Endpoints that signed in; refreshes are not counted");
        _refusals = _meter.CreateCounter<long>("godwit.pool.sign_in.refusals", "{sign-in}", "Sign-ins refused, by reason");
        _told = _meter.CreateCounter<long>("godwit.pool.presence.notifications", "{notification}", "Presence changes handed to watchers");
        _meter.CreateObservableGauge("godwit.pool.users.signed_in", () => new Measurement<int>(homes.SignedInUsers, _pool), "{user}", "Users with at least one endpoint");
        _meter.CreateObservableGauge("godwit.pool.endpoints", () => new Measurement<int>(homes.Endpoints, _pool), "{endpoint}", "Clients signed in");
        _meter.CreateObservableGauge("godwit.pool.homes.active", () => new Measurement<int>(homes.Count, _pool), "{home}", "Homes in memory");
    }

    public void Dispose() => _meter.Dispose();

    internal void SignedIn() => _signIns.Add(1, _pool);

    internal void Refused(SignInRefusal reason) => _refusals.Add(1, _pool, new("godwit.refusal", reason.ToString()));

    internal void PresenceTold(int watchers) => _told.Add(watchers, _pool);
}
