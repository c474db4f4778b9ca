using System.Collections.Immutable;
using Godwit.Pool;
using Godwit.Pool.BackEnds;
using Godwit.Pool.Homes;
using Godwit.Pool.Pools;
using Godwit.Pool.Users;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Time.Testing;
using Orleans.TestingHost;

namespace Godwit.Scenarios.Homes;

/// <summary>One silo in this process with the real homes, and fakes at all doors. Tests share it; each has users of its own.</summary>
public abstract class TestPool(PoolGeneration generation) : IAsyncLifetime
{
    private readonly FakeDirectory _directory = new();
    private readonly ForestView _forest = new();
    private InProcessTestCluster? _cluster;
    private UserReplicator? _replicator;
    private int _users;

    internal const string Fqdn = "pool.godwit.test";

    internal FakeStore Store { get; } = new();

    internal FakeDoor Door { get; } = new();

    internal FakeTimeProvider Time { get; } = new(new DateTimeOffset(2026, 11, 23, 9, 0, 0, TimeSpan.Zero));

    internal HomeGate Gate { get; private set; } = null!;

    internal ActiveHomes Active => Silo<ActiveHomes>();

    internal IRegistrar Registrar => Silo<IRegistrar>();

    internal ExpirySweep Sweep => Silo<ExpirySweep>();

    internal ChangedCards ChangedCards => Silo<ChangedCards>();

    internal DisabledUsers DisabledUsers => Silo<DisabledUsers>();

    public async ValueTask InitializeAsync()
    {
        Gate = new HomeGate(Time);
        _replicator = new UserReplicator(_directory, _forest);
        var builder = new InProcessTestClusterBuilder(1);
        builder.ConfigureSilo((_, silo) =>
        {
            silo.Services.AddSingleton<IUserStore>(Store).AddSingleton<IEndpointDoor>(Door).AddSingleton(Gate).AddSingleton(_forest);
            // Orleans keeps the system's clock; only the homes live in the test's time.
            silo.Services.AddPool(new PoolRecord(Fqdn, generation, PoolEdition.Standard, "CN=Pool") is var pool ? PoolIdentity.Of(pool, ["godwit.test"]) : null!);
            silo.Services.AddSingleton(services => ActivatorUtilities.CreateInstance<HomeSurroundings>(services, (TimeProvider)Time));
            silo.Services.AddSingleton(services => ActivatorUtilities.CreateInstance<ExpirySweep>(services, (TimeProvider)Time));
        });
        _cluster = builder.Build();
        await _cluster.DeployAsync();
        await Silo<RichModes>().Load(Store, CancellationToken.None);
    }

    public async ValueTask DisposeAsync()
    {
        if (_cluster is not null) await _cluster.DisposeAsync();
        _replicator?.Dispose();
        GC.SuppressFinalize(this);
    }

    internal async Task<DirectoryUser> NewUser(bool enhancedPresence = true, [System.Runtime.CompilerServices.CallerMemberName] string name = "")
    {
        var address = SipAddress.Parse($"{name}{Interlocked.Increment(ref _users)}@godwit.test");
        var user = new DirectoryUser(0, "CN=" + name, address, name, name.Replace('_', ' '), address.Value, true, Fqdn, null, enhancedPresence ? DirectoryUser.EnhancedPresenceFlag : 0, 1);
        await Change(user);
        return user;
    }

    internal async Task Change(DirectoryUser user)
    {
        _directory.Put(user);
        await _replicator!.CatchUp(TestContext.Current.CancellationToken);
    }

    internal IHomeGrain Home(DirectoryUser user) => _cluster!.Client.GetGrain<IHomeGrain>(user.Address.Value);

    internal static EndpointKey Key(DirectoryUser user, string id = "e1") => new(user.Address, id);

    internal static SignInRequest Register(DirectoryUser user, string id = "e1", ClientGeneration client = ClientGeneration.Both, string connection = "c1", int seconds = 7200) =>
        new(Key(user, id), $"sip:127.0.0.1:5060;ms-opaque={id}", connection, "<urn:uuid:" + id + ">", "Test", client, user.EnhancedPresenceEnabled, TimeSpan.FromSeconds(seconds));

    private T Silo<T>() where T : notnull => ((InProcessSiloHandle)_cluster!.Silos[0]).SiloHost.Services.GetRequiredService<T>();
}

public sealed class R2Pool() : TestPool(PoolGeneration.Ocs2007R2);

public sealed class LcsPool() : TestPool(PoolGeneration.Lcs2005Sp1);
