using Godwit.Moves;
using Godwit.Moves.Engine;
using Godwit.Moves.Healing;
using Godwit.Moves.Parcels;
using Godwit.Moves.Vault;
using Godwit.Pool.Pools;
using Godwit.Pool.Users;
using Godwit.Receipts;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Time.Testing;

namespace Godwit.Tests.Moves.World;

/// <summary>
/// A forest in memory in which processes can die: what is in it outlives them. Users write all the time; what was acknowledged is remembered
/// in <see cref="Acknowledged"/>, and must be found at the end.
/// </summary>
internal sealed class MoveWorld
{
    public const string Lcs = "lcs01.godwit.test";
    public const string Ocs = "ocs07.godwit.test";
    public const string R2 = "r2pool.godwit.test";

    /// <summary>Points that an engine may pass until what is waited for has come: many times what the longest storm needs.</summary>
    private const int MostPoints = 20_000;

    /// <summary>Real time in which an engine that lives makes some call, on a machine that is busy with other things, too.</summary>
    private static readonly TimeSpan LongestSilence = TimeSpan.FromMinutes(2);

    public static readonly ReceiptKey ReceiptKey = ReceiptKey.New();

    private readonly Dictionary<SipAddress, List<string>> _stories = [];
    private Doors? _doors;
    private int _written;

    public MoveWorld()
    {
        foreach (var (fqdn, generation) in new[] { (Lcs, PoolGeneration.Lcs2005Sp1), (Ocs, PoolGeneration.Ocs2007), (R2, PoolGeneration.Ocs2007R2) })
        {
            Pools[fqdn] = new WorldPool(new PoolRecord(fqdn, generation, PoolEdition.Standard, "CN=" + fqdn));
            Directory.PoolRecords.Add(Pools[fqdn].Record);
        }
    }

    public WorldDirectory Directory { get; } = new();

    public WorldJournal Journal { get; } = new();

    public WorldVault Vault { get; } = new();

    public Dictionary<string, WorldPool> Pools { get; } = new(StringComparer.OrdinalIgnoreCase);

    /// <summary>Pools that are not in the directory any more.</summary>
    public List<string> Retired { get; } = [];

    public FakeTimeProvider Time { get; } = new(new DateTimeOffset(2026, 8, 12, 9, 0, 0, TimeSpan.Zero)) { AutoAdvanceAmount = TimeSpan.FromTicks(1) };

    public Dictionary<SipAddress, SortedSet<string>> Acknowledged { get; } = [];

    public Dictionary<SipAddress, string?> HomeBefore { get; } = [];

    public static SipAddress User(int number) => SipAddress.Parse($"user{number}@godwit.test");

    /// <summary>Users with some items each; every second one is signed in.</summary>
    public IReadOnlyList<SipAddress> AddUsers(int count, string? home, int items = 3)
    {
        var users = Enumerable.Range(Acknowledged.Count, count).Select(User).ToList();
        foreach (var (user, i) in users.Select((u, i) => (u, i)))
        {
            Directory.Add(user, home);
            Acknowledged[user] = [];
            HomeBefore[user] = home;
            for (var item = 0; item < items && home is not null; item++) Write(user);
            if (home is not null && i % 2 == 0) Pools[home].SignedIn.Add(user);
        }

        return users;
    }

    /// <summary>The user's client writes at her home, as far as her home lets it.</summary>
    public void Write(SipAddress user)
    {
        if (Directory.Users[user].HomePool is not { } home || !Pools.TryGetValue(home, out var pool)) return;
        var item = $"item{++_written}";
        if (pool.Write(user, item)) Acknowledged[user].Add(item);
    }

    /// <summary>The vault gets what has changed at a pool that answers, as its keeper does it.</summary>
    public void KeepInVault(string fqdn)
    {
        var pool = Pools[fqdn];
        if (!pool.Up) return;
        foreach (var user in pool.Changed.Keys.Where(u => Directory.Users[u].HomePool == fqdn && pool.Copies.GetValueOrDefault(u) is { State: CopyState.Homed }).ToList())
            Vault.Parcels[user] = new AgedParcel(UserParcels.Pack(pool.Copies[user].Data(user)), Time.GetUtcNow(), ParcelOrigin.Vault, fqdn);
        pool.Changed.Clear();
    }

    /// <summary>An administrator hands in a file with data of users who are homed nowhere: for the move that follows it is in the vault.</summary>
    public void HandIn(IReadOnlyList<SipAddress> users)
    {
        foreach (var user in users)
        {
            Acknowledged[user] = [$"item{++_written}", $"item{++_written}"];
            Vault.Parcels[user] = new AgedParcel(UserParcels.Pack(new WorldCopy(CopyState.Left, false, Acknowledged[user]).Data(user)), Time.GetUtcNow(), ParcelOrigin.Vault, HandedRule.NoPool);
        }
    }

    /// <summary>Remembers what changed for whom, to tell the story when a law is broken: threads make each storm its own.</summary>
    public void Remember(string point)
    {
        foreach (var user in Acknowledged.Keys)
        {
            var copies = Pools.Where(p => p.Value.Copies.ContainsKey(user)).Select(p => $"{p.Key[..3]} {p.Value.Copies[user].State} {p.Value.Copies[user].Items.Count}{(p.Value.Fenced.Contains(user) ? " fenced" : "")}{(p.Value.Up ? "" : " DOWN")}");
            var late = Journal.Deliveries.Values.Where(d => d.User == user).Select(d => $"{d.State} from {d.FromPool[..3]}");
            var now = $"home {Directory.Users[user].HomePool?[..3]} target {Directory.Users[user].TargetPool?[..3]} | {string.Join(", ", copies)} | {string.Join(", ", late)} | {Acknowledged[user].Count}";
            var story = _stories.TryGetValue(user, out var known) ? known : _stories[user] = [];
            if (story.Count == 0 || !story[^1].EndsWith(now, StringComparison.Ordinal)) story.Add($"{point}: {now}");
        }
    }

    public string Story(SipAddress user) => string.Join('\n', _stories.GetValueOrDefault(user, []));

    /// <summary>A new process with an engine; <see cref="MoveEngine.Resume"/> has not been called.</summary>
    public MoveEngine Boot(Doors doors, Func<MoveOptions, MoveOptions>? set = null) => Process(doors, set).GetRequiredService<MoveEngine>();

    /// <summary>A new process that does nothing but look after users.</summary>
    public Doctor BootDoctor(Doors doors) => Process(doors, null).GetRequiredService<Doctor>();

    private ServiceProvider Process(Doors doors, Func<MoveOptions, MoveOptions>? set)
    {
        _doors = doors;
        var directory = new WorldDirectory.Door(Directory, doors);
        var view = new ForestView();
        var options = new MoveOptions { BatchesInFlight = 1 };
        return new ServiceCollection()
            .AddSingleton<TimeProvider>(Time)
            .AddLogging()
            .AddSingleton<IMoveStore>(new WorldJournal.Door(Journal, doors))
            .AddSingleton<IParcelVault>(new WorldVault.Door(Vault, doors))
            .AddSingleton<IPoolLinks>(new Links(this, doors))
            .AddSingleton<IHomeSwitch>(directory)
            .AddSingleton(ReceiptKey)
            .AddSingleton(view)
            .AddSingleton(new UserReplicator(directory, view))
            .AddMoves(set is null ? options : set(options))
            .BuildServiceProvider();
    }

    /// <summary>A move from beginning to end, by an engine of its own; its id. What is so then is where the next one begins.</summary>
    public async Task<string> Done(MoveRequest request)
    {
        await using var engine = Boot(new Doors());
        await Until(engine.Resume(CancellationToken.None), "resume");
        var id = await engine.Start(request, CancellationToken.None);
        await Until(() => Journal.Report(id)!.State == MoveState.Finished && Journal.Batches.Values.All(b => b.Finished || b.Step == "Tidy"), $"move {id}");
        foreach (var user in Acknowledged.Keys) HomeBefore[user] = Directory.Users[user].HomePool;
        return id;
    }

    /// <summary>
    /// Lets time pass until it is so. Fails once the engine has done far too much without coming there (its follow-ups call now and then whatever becomes of
    /// the rest), or does nothing any more: both say something of the engine, while real time alone tells how busy the machine is.
    /// </summary>
    public async Task Until(Func<bool> so, string what)
    {
        var (first, seen, at) = (Passed, Passed, TimeProvider.System.GetTimestamp());
        for (var turn = 0; !so(); turn++)
        {
            if (Passed != seen) (seen, at) = (Passed, TimeProvider.System.GetTimestamp());
            if (seen - first > MostPoints) Assert.Fail($"Never came to an end: {what}\n{Journal}");
            if (TimeProvider.System.GetElapsedTime(at) > LongestSilence) Assert.Fail($"Stands still: {what}\n{Journal}");
            Time.Advance(TimeSpan.FromSeconds(1));
            await Task.Yield();
            if (turn % 50 == 49) await Task.Delay(TimeSpan.FromMilliseconds(1), TimeProvider.System, TestContext.Current.CancellationToken);
        }
    }

    public async Task Until(Task task, string what)
    {
        await Until(() => task.IsCompleted, what);
        await task;
    }

    private int Passed => _doors?.Passed ?? 0;

    private sealed class Links(MoveWorld world, Doors doors) : IPoolLinks
    {
        private readonly Dictionary<string, IPoolLink> _links = world.Pools.ToDictionary(p => p.Key, IPoolLink (p) => new WorldPool.Link(p.Value, doors), StringComparer.OrdinalIgnoreCase);

        public IPoolLink? Find(string? fqdn) => fqdn is null ? null : _links.GetValueOrDefault(fqdn);

        public IReadOnlyList<IPoolLink> Retired => [.. world.Retired.Select(r => _links[r])];
    }
}
