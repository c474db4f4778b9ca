using System.Collections.Immutable;
using System.Security.Cryptography;
using System.Text;
using Godwit.Moves;
using Godwit.Pool.BackEnds;
using Godwit.Pool.Clients;
using Godwit.Pool.ClientVersions;
using Godwit.Pool.Pools;
using Godwit.Pool.Users;

namespace Godwit.Tests.Moves.World;

internal enum CopyState { Homed, Arriving, Left }

/// <summary>A user's data in a test: the names of her items, and the mode.</summary>
internal sealed record WorldCopy(CopyState State, bool Rich, SortedSet<string> Items)
{
    public byte[] Bytes => Encoding.UTF8.GetBytes((Rich ? "rich\n" : "legacy\n") + string.Join('\n', Items));

    public static WorldCopy Of(UserParcel parcel, CopyState state)
    {
        var lines = Encoding.UTF8.GetString(parcel.Content.Span).Split('\n', StringSplitOptions.RemoveEmptyEntries);
        return new WorldCopy(state, lines[0] == "rich", [.. lines.Skip(1)]);
    }

    public static WorldCopy Empty(CopyState state) => new(state, false, []);
}

/// <summary>A pool in memory: its back end is durable, its fences and endpoints are not.</summary>
internal sealed class WorldPool(PoolRecord record)
{
    public PoolRecord Record => record;

    public PoolLimits Limits { get; set; } = new();

    public bool Up { get; set; } = true;

    public Dictionary<SipAddress, WorldCopy> Copies { get; } = [];

    public HashSet<SipAddress> Fenced { get; } = [];

    public HashSet<SipAddress> SignedIn { get; } = [];

    public HashSet<SipAddress> Expected { get; } = [];

    /// <summary>Damages what arrives, once per user: a disk that lies.</summary>
    public HashSet<SipAddress> Damage { get; } = [];

    /// <summary>A user's client writes an item; false: held, or refused with an error.</summary>
    public bool Write(SipAddress user, string item)
    {
        if (!Up || Fenced.Contains(user)) return false;
        var copy = Copies.GetValueOrDefault(user) ?? WorldCopy.Empty(CopyState.Homed);
        if (copy.State == CopyState.Left) return false;
        Copies[user] = copy with { State = CopyState.Homed, Items = [.. copy.Items, item] };
        return true;
    }

    public void Restart()
    {
        Fenced.Clear();
        SignedIn.Clear();
        Expected.Clear();
    }

    public static UserParcel Parcel(SipAddress user, byte[] content) => new(user, content, SHA256.HashData(content));

    /// <summary>The doors of one process to it.</summary>
    public sealed class Link(WorldPool pool, Doors doors) : IPoolLink, IBackEnd
    {
        public PoolRecord Pool => pool.Record;

        public IBackEnd BackEnd => this;

        public PoolLimits Limits => pool.Limits;

        public Task Ping(CancellationToken cancel) => Call("ping", () => { });

        public Task<IReadOnlyList<SipAddress>> Fence(IReadOnlyList<SipAddress> users, CancellationToken cancel) => Call<IReadOnlyList<SipAddress>>("fence", () =>
        {
            pool.Fenced.UnionWith(users);
            return [.. users.Where(pool.SignedIn.Contains)];
        });

        public Task Unfence(IReadOnlyList<SipAddress> users, CancellationToken cancel) => Call("unfence", () => pool.Fenced.ExceptWith(users));

        public Task Release(IReadOnlyList<SipAddress> users, string? home, CancellationToken cancel) => Call("release", () =>
        {
            pool.Fenced.ExceptWith(users);
            pool.SignedIn.ExceptWith(users);
        });

        public Task Reload(IReadOnlyList<SipAddress> users, CancellationToken cancel) => Call("reload", () => { });

        public Task Expect(IReadOnlyList<SipAddress> users, TimeSpan within, CancellationToken cancel) => Call("expect", () => pool.Expected.UnionWith(users));

        public Task<IReadOnlyList<UserParcel>> Export(IReadOnlyList<SipAddress> users, CancellationToken cancel) => Call<IReadOnlyList<UserParcel>>(
            "export", () => [.. users.Select(u => Parcel(u, (pool.Copies.GetValueOrDefault(u) ?? WorldCopy.Empty(CopyState.Homed)).Bytes))]);

        public Task Import(IReadOnlyList<UserParcel> parcels, CancellationToken cancel) => Call("import", () =>
        {
            if (parcels.Any(p => pool.Copies.TryGetValue(p.User, out var copy) && copy.State == CopyState.Homed)) throw new InvalidOperationException("A homed copy is in the way");
            foreach (var parcel in parcels)
            {
                var copy = WorldCopy.Of(parcel, CopyState.Arriving);
                if (pool.Damage.Remove(parcel.User)) copy.Items.Remove(copy.Items.Max!);
                pool.Copies[parcel.User] = copy;
            }
        });

        public Task<IReadOnlyList<ReadOnlyMemory<byte>?>> ReadBack(IReadOnlyList<SipAddress> users, CancellationToken cancel) => Call<IReadOnlyList<ReadOnlyMemory<byte>?>>(
            "read back", () => [.. users.Select(u => pool.Copies.TryGetValue(u, out var copy) ? SHA256.HashData(copy.Bytes) : (ReadOnlyMemory<byte>?)null)]);

        public Task Settle(IReadOnlyList<SipAddress> users, CancellationToken cancel) => Call("settle", () => Each(users, c => c with { State = CopyState.Homed }));

        public Task Abandon(IReadOnlyList<SipAddress> users, CancellationToken cancel) => Call("abandon", () => Each(users, c => c.State == CopyState.Arriving ? null : c));

        public Task Retire(IReadOnlyList<SipAddress> users, DateTimeOffset until, CancellationToken cancel) =>
            Call("retire", () => Each(users, c => c.State == CopyState.Homed ? c with { State = CopyState.Left } : c));

        public Task<int> DropExpired(DateTimeOffset now, CancellationToken cancel) => Task.FromResult(0);

        public Task<IReadOnlyList<bool>> Deliver(IReadOnlyList<UserParcel> parcels, CancellationToken cancel) => Call<IReadOnlyList<bool>>("deliver", () => [.. parcels.Select(Deliver)]);

        public Task<IReadOnlyList<UserSurvey>> Survey(IReadOnlyList<SipAddress> users, CancellationToken cancel) => Call<IReadOnlyList<UserSurvey>>(
            "survey", () => [.. users.Select(u => pool.Copies.TryGetValue(u, out var copy) ? UserSurvey.Nothing with { RichMode = copy.Rich, Contacts = copy.Items.Count } : UserSurvey.Nothing)]);

        public ClientVersionFilter ClientVersions => ClientVersionFilter.New;

        public Task<IReadOnlyList<ImmutableArray<SeenClient>>> Clients(IReadOnlyList<SipAddress> users, CancellationToken cancel) =>
            Call<IReadOnlyList<ImmutableArray<SeenClient>>>("clients", () => [.. users.Select(_ => ImmutableArray<SeenClient>.Empty)]);

        private bool Deliver(UserParcel parcel)
        {
            var late = WorldCopy.Of(parcel, CopyState.Homed);
            var here = pool.Copies.GetValueOrDefault(parcel.User);
            if (here is { State: CopyState.Homed, Items.Count: > 0 }) return here.Items.SetEquals(late.Items);
            pool.Copies[parcel.User] = late with { Rich = late.Rich || here is { State: CopyState.Homed, Rich: true } };
            return true;
        }

        private void Each(IReadOnlyList<SipAddress> users, Func<WorldCopy, WorldCopy?> change)
        {
            foreach (var user in users)
            {
                if (!pool.Copies.TryGetValue(user, out var copy)) continue;
                if (change(copy) is { } changed) pool.Copies[user] = changed;
                else pool.Copies.Remove(user);
            }
        }

        private Task<T> Call<T>(string name, Func<T> act) => doors.Call($"{name} {pool.Record.Fqdn}", () => pool.Up ? act() : throw new BackEndUnavailableException(pool.Record.Fqdn));

        private Task<bool> Call(string name, Action act) => Call(name, () =>
        {
            act();
            return true;
        });
    }
}
