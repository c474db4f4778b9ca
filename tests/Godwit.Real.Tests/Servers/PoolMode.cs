using Xunit.Sdk;

namespace Godwit.Real.Tests.Servers;

/// <summary>A pool and what is served there: legacy presence, or enhanced presence where the user is enabled for it.</summary>
public sealed class PoolMode : IXunitSerializable
{
    [Obsolete("For the test framework")]
    public PoolMode()
    {
    }

    public PoolMode(DemoPool pool, bool enhanced) => (Pool, Enhanced) = (pool, enhanced);

    public DemoPool Pool { get; private set; } = DemoPool.Lcs;

    public bool Enhanced { get; private set; }

    /// <summary>Of a client that speaks nothing but this mode.</summary>
    public string UserAgent => !Enhanced ? UserAgents.Communicator2005 : Pool == DemoPool.Ocs ? UserAgents.Communicator2007 : UserAgents.Communicator2007R2;

    /// <summary>Each generation, and legacy presence on a 2007 pool, too.</summary>
    public static TheoryData<PoolMode> All => new(new PoolMode(DemoPool.Lcs, false), new PoolMode(DemoPool.Ocs, false), new PoolMode(DemoPool.Ocs, true), new PoolMode(DemoPool.R2, true));

    public void Deserialize(IXunitSerializationInfo info) =>
        (Pool, Enhanced) = (DemoPool.Of(info.GetValue<string>("pool")!), info.GetValue<bool>("enhanced"));

    public void Serialize(IXunitSerializationInfo info)
    {
        info.AddValue("pool", Pool.Fqdn);
        info.AddValue("enhanced", Enhanced);
    }

    public override string ToString() => $"{Pool.Fqdn} {(Enhanced ? "enhanced" : "legacy")}";
}
