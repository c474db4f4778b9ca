using Godwit.Pool.BackEnds;
using Godwit.Pool.Pools;
using Godwit.Pool.Users;
using Microsoft.Extensions.Logging;

namespace Godwit.Pool.Homes;

/// <summary>All that the homes of one pool share: one reference in each of a hundred thousand grains.</summary>
public sealed class HomeSurroundings(
    PoolIdentity pool, PoolLimits limits, IUserStore store, IEndpointDoor door, HomeGate gate, ForestView forest, ActiveHomes active,
    RichModes modes, PoolInstruments instruments, TimeProvider time, ILogger<HomeGrain> logger)
{
    public PoolIdentity Pool => pool;
    public PoolLimits Limits => limits;
    public IUserStore Store => store;
    public IEndpointDoor Door => door;
    public HomeGate Gate => gate;
    public ForestView Forest => forest;
    public ActiveHomes Active => active;
    public RichModes Modes => modes;
    public PoolInstruments Instruments => instruments;
    public TimeProvider Time => time;
    public ILogger Logger => logger;

    /// <summary>By the directory, as this process last saw it.</summary>
    public bool IsHomed(SipAddress user) => string.Equals(forest.Find(user)?.HomePool, pool.Fqdn, StringComparison.OrdinalIgnoreCase);
}
