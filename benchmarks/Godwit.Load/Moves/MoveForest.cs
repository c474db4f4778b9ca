using System.Collections.Immutable;
using System.Diagnostics;
using Godwit.Directory.Embedded;
using Godwit.Moves;
using Godwit.Moves.Engine;
using Godwit.Moves.Parcels;
using Godwit.Pool.BackEnds;
using Godwit.Pool.Clients;
using Godwit.Pool.ClientVersions;
using Godwit.Pool.Homes;
using Godwit.Pool.Hours;
using Godwit.Pool.Pools;
using Godwit.Pool.Users;
using Godwit.Storage;
using Godwit.Storage.Journal;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace Godwit.Load.Moves;

/// <summary>Two pools, the embedded directory and the journal as files in a folder, and the real engine between them.</summary>
internal sealed class MoveForest : IAsyncDisposable
{
    public const string Source = "old.load.test";
    public const string Target = "new.load.test";
    public const string SourceFile = "old.db";
    public const string TargetFile = "new.db";
    private const string DirectoryFile = "directory.db";
    private const string KeyFile = "directory.key";

    private readonly PoolDatabase _source;
    private readonly PoolDatabase _target;
    private readonly EmbeddedDirectory _directory;
    private readonly SqliteMoveStore _journal;
    private readonly ServiceProvider _services;

    private MoveForest(string folder, MoveOptions options)
    {
        _source = PoolDatabase.Open(Path.Combine(folder, SourceFile), Source);
        _target = PoolDatabase.Open(Path.Combine(folder, TargetFile), Target);
        _directory = OpenDirectory(folder);
        _journal = SqliteMoveStore.Open(Path.Combine(folder, "moves.db"));
        var view = new ForestView();
        _services = new ServiceCollection()
            .AddLogging()
            .AddSingleton<IMoveStore>(_journal)
            .AddSingleton<IPoolLinks>(new FilePoolLinks(new FilePoolLink(Record(Source), _source), new FilePoolLink(Record(Target), _target)))
            .AddSingleton(_directory.Homes)
            .AddSingleton(view)
            .AddSingleton(new UserReplicator(_directory.Users, view))
            .AddMoves(options)
            .BuildServiceProvider();
        Engine = _services.GetRequiredService<MoveEngine>();
    }

    public MoveEngine Engine { get; }

    public static async Task<MoveForest> Open(string folder, MoveOptions options, CancellationToken cancel)
    {
        var forest = new MoveForest(folder, options);
        await forest._services.GetRequiredService<UserReplicator>().CatchUp(cancel);
        await forest.Engine.Resume(cancel);
        return forest;
    }

    /// <summary>Makes the files: all users in the directory, the first <paramref name="withData"/> of them with their data at the source.</summary>
    /// <param name="dataOf">A user's data, by her number and how many there are.</param>
    public static async Task Fill(string folder, int users, int withData, Func<int, int, UserData> dataOf, CancellationToken cancel)
    {
        using (var directory = OpenDirectory(folder))
        {
            await directory.Editor.AddPool(Record(Source), cancel);
            await directory.Editor.AddPool(Record(Target), cancel);
            foreach (var chunk in Enumerable.Range(0, users).Chunk(1_000))
            {
                var result = await directory.Editor.Add([.. chunk.Select(i => new NewUser(ModelUser.Address(i), $"user{i:D6}", $"User {i}", null, "OU=Load", Source, true, "load"))], cancel);
                if (result != EditResult.Done) throw new InvalidOperationException($"The directory answered {result}");
            }
        }

        await using var source = PoolDatabase.Open(Path.Combine(folder, SourceFile), Source);
        foreach (var chunk in Enumerable.Range(0, withData).Chunk(200))
        {
            await source.BackEnd.Import([.. chunk.Select(i => UserParcels.Pack(dataOf(i, users)))], cancel);
            await source.BackEnd.Settle([.. chunk.Select(ModelUser.Address)], cancel);
        }
    }

    /// <summary>Seconds that it takes to move the first so many users.</summary>
    public async Task<double> MoveAll(int users, CancellationToken cancel)
    {
        var watch = Stopwatch.StartNew();
        var id = await Engine.Start(new MoveRequest([.. Enumerable.Range(0, users).Select(ModelUser.Address)], Target, false, "bench"), cancel);
        MoveProgress? last = null;
        await foreach (var progress in Engine.Watch(id, cancel)) last = progress;
        return last?.Moved == users ? watch.Elapsed.TotalSeconds : throw new InvalidOperationException($"Not all were moved: {last}");
    }

    public async ValueTask DisposeAsync()
    {
        await _services.DisposeAsync();
        await _journal.DisposeAsync();
        await _source.DisposeAsync();
        await _target.DisposeAsync();
        _directory.Dispose();
    }

    private static EmbeddedDirectory OpenDirectory(string folder) => EmbeddedDirectory.Open(new EmbeddedDirectoryOptions
    {
        File = Path.Combine(folder, DirectoryFile),
        KeyFile = Path.Combine(folder, KeyFile),
        SipDomain = "load.test",
    });

    private static PoolRecord Record(string fqdn) => new(fqdn, PoolGeneration.Ocs2007R2, PoolEdition.Standard, $"CN={fqdn},CN=Pools,DC=load,DC=test");

    private sealed class FilePoolLinks(params FilePoolLink[] links) : IPoolLinks
    {
        public IPoolLink? Find(string? fqdn) => Array.Find(links, l => string.Equals(l.Pool.Fqdn, fqdn, StringComparison.OrdinalIgnoreCase));

        public IReadOnlyList<IPoolLink> Retired => [];
    }

    /// <summary>A pool without front ends: its gate and its file.</summary>
    private sealed class FilePoolLink(PoolRecord pool, PoolDatabase database) : IPoolLink
    {
        private readonly HomeGate _gate = new(TimeProvider.System);

        public PoolRecord Pool => pool;

        public IBackEnd BackEnd => database.BackEnd;

        public PoolLimits Limits { get; } = new();

        public ClientVersionFilter ClientVersions => ClientVersionFilter.New;

        public Task<IReadOnlyList<SipAddress>> SignedIn(IReadOnlyList<SipAddress> users, CancellationToken cancel) => Task.FromResult<IReadOnlyList<SipAddress>>([]);

        public Task<IReadOnlyList<ImmutableArray<SeenClient>>> SeenClients(IReadOnlyList<SipAddress> users, CancellationToken cancel) => BackEnd.Clients(users, cancel);

        public Task<IReadOnlyList<SignedInHour>> SignedInHours(CancellationToken cancel) => Task.FromResult<IReadOnlyList<SignedInHour>>([]);

        public Task Ping(CancellationToken cancel) => Task.CompletedTask;

        public Task<IReadOnlyList<SipAddress>> Busy(IReadOnlyList<SipAddress> users, CancellationToken cancel) => Task.FromResult<IReadOnlyList<SipAddress>>([]);

        public async Task<IReadOnlyList<SipAddress>> Fence(IReadOnlyList<SipAddress> users, CancellationToken cancel)
        {
            await _gate.Fence(users, cancel);
            return [];
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
