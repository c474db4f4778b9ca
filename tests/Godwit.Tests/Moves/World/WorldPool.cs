using System.Collections.Immutable;
using Godwit.Moves;
using Godwit.Moves.Merging;
using Godwit.Moves.Parcels;
using Godwit.Pool.BackEnds;
using Godwit.Pool.Clients;
using Godwit.Pool.ClientVersions;
using Godwit.Pool.Contacts;
using Godwit.Pool.Hours;
using Godwit.Pool.Notices;
using Godwit.Pool.Permissions;
using Godwit.Pool.Pools;
using Godwit.Pool.Users;

namespace Godwit.Tests.Moves.World;

internal enum CopyState { Homed, Arriving, Left }

/// <summary>A user's data in a test: the names of her items, and the mode.</summary>
internal sealed record WorldCopy(CopyState State, bool Rich, SortedSet<string> Items)
{
    /// <summary>When an undo copy was left.</summary>
    public DateTimeOffset? LeftUntil { get; init; }

    /// <summary>Items are contacts: the engine looks into parcels.</summary>
    public UserData Data(SipAddress user) =>
        UserData.Empty(user) with { Account = UserAccount.New with { RichMode = Rich }, Contacts = [.. Items.Select(i => new Contact(i, "", [1], true, "", null))] };

    public static WorldCopy Of(UserParcel parcel, CopyState state) => Of(UserParcels.Read(parcel.Content.Span), state);

    public static WorldCopy Of(UserData data, CopyState state) => new(state, data.Account.RichMode, [.. data.Contacts.Select(c => c.Uri)]);

    public UserCopy Of(SipAddress user) => new(user, Enum.Parse<UserCopyState>(State.ToString()), LeftUntil);

    public static WorldCopy Empty(CopyState state) => new(state, false, []);
}

/// <summary>A pool in memory: its back end is durable, its fences and endpoints are not.</summary>
internal sealed class WorldPool(PoolRecord record)
{
    public PoolRecord Record => record;

    public PoolLimits Limits { get; set; } = new();

    public bool Up { get; set; } = true;

    /// <summary>The pool does not answer, but its database can be read.</summary>
    public bool OnlyDatabase { get; set; }

    public Dictionary<SipAddress, WorldCopy> Copies { get; } = [];

    /// <summary>Changed since the vault last had it; true: taken by it.</summary>
    public Dictionary<SipAddress, bool> Changed { get; } = [];

    public Dictionary<(SipAddress User, string Id), string> Notices { get; } = [];

    public HashSet<SipAddress> Fenced { get; } = [];

    public HashSet<SipAddress> SignedIn { get; } = [];

    public List<SignedInHour> Hours { get; } = [];

    /// <summary>Who has whom on her contact list.</summary>
    public Dictionary<SipAddress, ImmutableArray<SipAddress>> Contacts { get; } = [];

    public HashSet<SipAddress> Expected { get; } = [];

    /// <summary>In a call.</summary>
    public HashSet<SipAddress> Calling { get; } = [];

    /// <summary>Damages what arrives, once per user: a disk that lies.</summary>
    public HashSet<SipAddress> Damage { get; } = [];

    /// <summary>A user's client writes an item; false: held, or refused with an error.</summary>
    public bool Write(SipAddress user, string item)
    {
        if (!Up || Fenced.Contains(user)) return false;
        var copy = Copies.GetValueOrDefault(user) ?? WorldCopy.Empty(CopyState.Homed);
        if (copy.State == CopyState.Left) return false;
        Copies[user] = copy with { State = CopyState.Homed, Items = [.. copy.Items, item] };
        Changed[user] = false;
        return true;
    }

    public void Restart()
    {
        Fenced.Clear();
        SignedIn.Clear();
        Expected.Clear();
    }

    /// <summary>The doors of one process to it.</summary>
    public sealed class Link(WorldPool pool, Doors doors) : IPoolLink, IBackEnd
    {
        public PoolRecord Pool => pool.Record;

        public IBackEnd BackEnd => this;

        public PoolLimits Limits => pool.Limits;

        public Task<IReadOnlyList<SipAddress>> SignedIn(IReadOnlyList<SipAddress> users, CancellationToken cancel) => Call<IReadOnlyList<SipAddress>>("signed in", () => [.. users.Where(pool.SignedIn.Contains)]);

        public Task<IReadOnlyList<ImmutableArray<SeenClient>>> SeenClients(IReadOnlyList<SipAddress> users, CancellationToken cancel) => Clients(users, cancel);

        public Task<IReadOnlyList<SignedInHour>> SignedInHours(CancellationToken cancel) => Task.FromResult<IReadOnlyList<SignedInHour>>(pool.Hours);

        public Task Ping(CancellationToken cancel) => Call("ping", () =>
        {
            if (pool.OnlyDatabase) throw new PoolUnavailableException(pool.Record.Fqdn);
        });

        public Task<IReadOnlyList<SipAddress>> Busy(IReadOnlyList<SipAddress> users, CancellationToken cancel) => Call<IReadOnlyList<SipAddress>>("busy", () => [.. users.Where(pool.Calling.Contains)]);

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
            "export", () => [.. users.Select(u => UserParcels.Pack((pool.Copies.GetValueOrDefault(u) ?? WorldCopy.Empty(CopyState.Homed)).Data(u)))]);

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
            "read back", () => [.. users.Select(u => pool.Copies.TryGetValue(u, out var copy) ? UserParcels.Pack(copy.Data(u)).Digest : (ReadOnlyMemory<byte>?)null)]);

        public Task Settle(IReadOnlyList<SipAddress> users, CancellationToken cancel) => Call("settle", () => Each(users, c => c with { State = CopyState.Homed, LeftUntil = null }));

        public Task Abandon(IReadOnlyList<SipAddress> users, CancellationToken cancel) => Call("abandon", () => Each(users, c => c.State == CopyState.Arriving ? null : c));

        public Task Retire(IReadOnlyList<SipAddress> users, DateTimeOffset until, CancellationToken cancel) =>
            Call("retire", () => Each(users, c => c.State == CopyState.Homed ? c with { State = CopyState.Left, LeftUntil = until } : c));

        public Task Delete(IReadOnlyList<SipAddress> users, CancellationToken cancel) => Call("delete", () => Each(users, _ => null));

        public Task<int> DropExpired(DateTimeOffset now, CancellationToken cancel) => Task.FromResult(0);

        public Task<IReadOnlyList<LateOutcome>> Deliver(IReadOnlyList<LateParcel> late, PoolLimits limits, CancellationToken cancel) =>
            Call<IReadOnlyList<LateOutcome>>("deliver", () => [.. late.Select(p => Deliver(p, limits))]);

        public Task<IReadOnlyList<DateTimeOffset?>> LeftUntil(IReadOnlyList<SipAddress> users, CancellationToken cancel) =>
            Call<IReadOnlyList<DateTimeOffset?>>("left until", () => [.. users.Select(u => pool.Copies.GetValueOrDefault(u)?.LeftUntil)]);

        public Task<IReadOnlyList<UserParcel>> TakeChanged(int most, CancellationToken cancel) => Call<IReadOnlyList<UserParcel>>("take changed", () =>
        {
            List<SipAddress> taken = [.. pool.Changed.Keys.Where(u => pool.Copies.GetValueOrDefault(u) is { State: CopyState.Homed }).Take(most)];
            foreach (var user in taken) pool.Changed[user] = true;
            return [.. taken.Select(u => UserParcels.Pack(pool.Copies[u].Data(u)))];
        });

        public Task PostNotices(IReadOnlyList<UserNotice> notices, CancellationToken cancel) => Call("post notices", () =>
        {
            foreach (var notice in notices) pool.Notices.TryAdd((notice.User, notice.Id), notice.Text);
        });

        public Task ChangesTaken(CancellationToken cancel) => Call("changes taken", () =>
        {
            foreach (var (user, taken) in pool.Changed.ToList())
                if (taken) pool.Changed.Remove(user);
        });

        public Task Replace(IReadOnlyList<UserParcel> parcels, CancellationToken cancel) => Call("replace", () =>
        {
            foreach (var parcel in parcels) pool.Copies[parcel.User] = WorldCopy.Of(parcel, CopyState.Homed);
        });

        public Task<IReadOnlyList<UserSurvey>> Survey(IReadOnlyList<SipAddress> users, CancellationToken cancel) => Call<IReadOnlyList<UserSurvey>>(
            "survey", () => [.. users.Select(u => pool.Copies.TryGetValue(u, out var copy) ? UserSurvey.Nothing with { RichMode = copy.Rich, Contacts = copy.Items.Count } : UserSurvey.Nothing)]);

        public Task<IReadOnlyList<UserCopy>> Copies(SipAddress? after, int most, CancellationToken cancel) => Call<IReadOnlyList<UserCopy>>(
            "copies", () => [.. pool.Copies.Where(c => after is not { } last || c.Key.CompareTo(last) > 0).OrderBy(c => c.Key).Take(most).Select(c => c.Value.Of(c.Key))]);

        public Task<IReadOnlyList<UserCopy>> CopiesOf(IReadOnlyList<SipAddress> users, CancellationToken cancel) => Call<IReadOnlyList<UserCopy>>(
            "copies", () => [.. users.Where(pool.Copies.ContainsKey).Select(u => pool.Copies[u].Of(u))]);

        public ClientVersionFilter ClientVersions => ClientVersionFilter.New;

        public Task<IReadOnlyList<ImmutableArray<SeenClient>>> Clients(IReadOnlyList<SipAddress> users, CancellationToken cancel) =>
            Call<IReadOnlyList<ImmutableArray<SeenClient>>>("clients", () => [.. users.Select(_ => ImmutableArray<SeenClient>.Empty)]);

        public Task<IReadOnlyList<ImmutableArray<SipAddress>>> ContactEdges(IReadOnlyList<SipAddress> users, CancellationToken cancel) =>
            Call<IReadOnlyList<ImmutableArray<SipAddress>>>("edges", () => [.. users.Select(u => pool.Contacts.GetValueOrDefault(u, []))]);

        private LateOutcome Deliver(LateParcel late, PoolLimits limits)
        {
            var user = late.Parcel.User;
            var home = pool.Copies.GetValueOrDefault(user) is { State: CopyState.Homed } copy ? copy.Data(user) : UserData.Empty(user);
            var common = pool.Copies.GetValueOrDefault(user) is { State: CopyState.Homed } && late.Base is { } given ? UserParcels.Read(given.Content.Span) : UserData.Empty(user);
            var merged = UserMerge.Merge(common, UserParcels.Read(late.Parcel.Content.Span), home, late.IsLater, limits);
            var isNews = pool.Copies.GetValueOrDefault(user)?.Items.SetEquals(merged.User.Contacts.Select(c => c.Uri)) != true;
            pool.Copies[user] = WorldCopy.Of(merged.User, CopyState.Homed);
            pool.Changed[user] = false;
            return new LateOutcome(merged.Conflicts, merged.NotTaken, isNews);
        }

        private void Each(IReadOnlyList<SipAddress> users, Func<WorldCopy, WorldCopy?> change)
        {
            foreach (var user in users)
            {
                if (!pool.Copies.TryGetValue(user, out var copy)) continue;
                if (change(copy) is { } changed) (pool.Copies[user], pool.Changed[user]) = (changed, false);
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
