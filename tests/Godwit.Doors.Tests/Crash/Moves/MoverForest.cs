using System.Collections.Immutable;
using Godwit.Directory.Embedded;
using Godwit.Moves;
using Godwit.Moves.Engine;
using Godwit.Moves.Parcels;
using Godwit.Pool.BackEnds;
using Godwit.Pool.Clients;
using Godwit.Pool.ClientVersions;
using Godwit.Pool.Contacts;
using Godwit.Pool.Homes;
using Godwit.Pool.Hours;
using Godwit.Pool.Pools;
using Godwit.Pool.Users;
using Godwit.Storage;
using Godwit.Storage.Journal;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace Godwit.Doors.Tests.Crash.Moves;

/// <summary>Two pools, a directory and a journal in files, and an engine; every call to the files may be the last one.</summary>
internal sealed class MoverForest : IAsyncDisposable
{
    public const string Source = "lcs01.godwit.test";
    public const string Target = "r2pool.godwit.test";
    public const int Users = 25;

    private readonly PoolDatabase _source;
    private readonly PoolDatabase _target;
    private readonly EmbeddedDirectory _directory;
    private readonly SqliteMoveStore _journal;
    private readonly ServiceProvider _services;

    public MoverForest(string folder, DeadlyPoints points)
    {
        _source = PoolDatabase.Open(Path.Combine(folder, "source.db"), Source);
        _target = PoolDatabase.Open(Path.Combine(folder, "target.db"), Target);
        _directory = Writer.OpenDirectory(folder);
        _journal = SqliteMoveStore.Open(Path.Combine(folder, "moves.db"));
        View = new ForestView();
        _services = new ServiceCollection()
            .AddLogging()
            .AddSingleton<IMoveStore>(new DeadlyMoveStore(_journal, points))
            .AddSingleton<IPoolLinks>(new Links(new Link(Record(Source, PoolGeneration.Lcs2005Sp1), new DeadlyBackEnd(_source.BackEnd, points)), new Link(Record(Target, PoolGeneration.Ocs2007R2), new DeadlyBackEnd(_target.BackEnd, points))))
            .AddSingleton<IHomeSwitch>(new DeadlyHomeSwitch(_directory.Homes, points))
            .AddSingleton(View)
            .AddSingleton(new UserReplicator(_directory.Users, View))
            .AddMoves(new MoveOptions { BatchSize = 10 })
            .BuildServiceProvider();
        Engine = _services.GetRequiredService<MoveEngine>();
    }

    public MoveEngine Engine { get; }

    public ForestView View { get; }

    public IBackEnd BackEndOf(string pool) => (pool == Source ? _source : _target).BackEnd;

    public void Stop(string pool) => (pool == Source ? _source : _target).Outage.Stop();

    public void Start(string pool) => (pool == Source ? _source : _target).Outage.Start();

    public IMoveStore Journal => _journal;

    public static SipAddress User(int number) => SipAddress.Parse($"mover{number}@godwit.test");

    public static UserData DataOf(int number) => UserData.Empty(User(number)) with
    {
        Account = new UserAccount(false, 30, 1, null),
        Contacts = [.. Enumerable.Range(0, 20).Select(i => new Contact($"contact{number}.{i}@godwit.test", $"Contact {i}", [1], true, "", null))],
    };

    public async Task Fill(CancellationToken cancel)
    {
        foreach (var pool in new[] { Record(Source, PoolGeneration.Lcs2005Sp1), Record(Target, PoolGeneration.Ocs2007R2) }) await _directory.Editor.AddPool(pool, cancel);
        var numbers = Enumerable.Range(0, Users).ToList();
        await _directory.Editor.Add([.. numbers.Select(i => new NewUser(User(i), User(i).User, User(i).User, null, "", Source, true, "secret"))], cancel);
        await _source.BackEnd.Import([.. numbers.Select(i => UserParcels.Pack(DataOf(i)))], cancel);
        await _source.BackEnd.Settle([.. numbers.Select(User)], cancel);
    }

    public async ValueTask DisposeAsync()
    {
        await _services.DisposeAsync();
        await _journal.DisposeAsync();
        await _source.DisposeAsync();
        await _target.DisposeAsync();
        _directory.Dispose();
    }

    private static PoolRecord Record(string fqdn, PoolGeneration generation) => new(fqdn, generation, PoolEdition.Standard, PoolDn.Of(fqdn));

    private sealed class Links(params Link[] links) : IPoolLinks
    {
        public IPoolLink? Find(string? fqdn) => Array.Find(links, l => l.Pool.Fqdn == fqdn);

        public IReadOnlyList<IPoolLink> Retired => [];
    }

    /// <summary>A pool without front ends: its gate and its files.</summary>
    private sealed class Link(PoolRecord pool, IBackEnd backEnd) : IPoolLink
    {
        private readonly HomeGate _gate = new(TimeProvider.System);

        public PoolRecord Pool => pool;

        public IBackEnd BackEnd => backEnd;

        public PoolLimits Limits { get; } = new();

        public ClientVersionFilter ClientVersions => ClientVersionFilter.New;

        public Task<IReadOnlyList<SipAddress>> SignedIn(IReadOnlyList<SipAddress> users, CancellationToken cancel) => Task.FromResult<IReadOnlyList<SipAddress>>([]);

        public Task<IReadOnlyList<ImmutableArray<SeenClient>>> SeenClients(IReadOnlyList<SipAddress> users, CancellationToken cancel) => backEnd.Clients(users, cancel);

        public Task<IReadOnlyList<SignedInHour>> SignedInHours(CancellationToken cancel) => Task.FromResult<IReadOnlyList<SignedInHour>>([]);

        public Task Ping(CancellationToken cancel) => backEnd.Survey([], cancel);

        public Task<IReadOnlyList<SipAddress>> Busy(IReadOnlyList<SipAddress> users, CancellationToken cancel) => Task.FromResult<IReadOnlyList<SipAddress>>([]);

        public async Task<IReadOnlyList<SipAddress>> Fence(IReadOnlyList<SipAddress> users, CancellationToken cancel)
        {
            await _gate.Fence(users, cancel);
            return users;
        }

        public Task Unfence(IReadOnlyList<SipAddress> users, CancellationToken cancel) => Done(() => _gate.Open(users));

        public Task Release(IReadOnlyList<SipAddress> users, string? home, CancellationToken cancel) => Done(() => _gate.Release(users));

        public Task Reload(IReadOnlyList<SipAddress> users, CancellationToken cancel) => Task.CompletedTask;

        public Task Expect(IReadOnlyList<SipAddress> users, TimeSpan within, CancellationToken cancel) => Done(() => _gate.Expect(users, within));

        private static Task Done(Action act)
        {
            act();
            return Task.CompletedTask;
        }
    }
}
