using Godwit.Pool.Pools;
using Godwit.Pool.Users;

namespace Godwit.Tests.Moves.World;

/// <summary>A directory in memory; all it holds is durable.</summary>
internal sealed class WorldDirectory
{
    public Dictionary<SipAddress, DirectoryUser> Users { get; } = [];

    public List<PoolRecord> PoolRecords { get; } = [];

    public long Revision { get; private set; }

    /// <summary>Told of every user whose home changes.</summary>
    public Action<SipAddress> Switched { get; set; } = _ => { };

    public void Put(DirectoryUser user) => Users[user.Address] = user with { Revision = ++Revision };

    public void Add(SipAddress address, string? home, bool enhanced = true, bool enabled = true) =>
        Put(new DirectoryUser(Users.Count + 1, $"CN={address.User}", address, address.User, address.User, null, enabled, home, null, enhanced ? DirectoryUser.EnhancedPresenceFlag : 0, 0));

    public HomeChangeResult Apply(HomeChange change)
    {
        if (!Users.TryGetValue(change.User, out var user)) return HomeChangeResult.NoSuchUser;
        if (user.HomePool != change.ExpectedHome || user.TargetPool != change.ExpectedTarget) return HomeChangeResult.ChangedUnderneath;
        Put(user with { HomePool = change.Home, TargetPool = change.Target, DanglingHome = null });
        if (change.Home != change.ExpectedHome) Switched(change.User);
        return HomeChangeResult.Done;
    }

    /// <summary>The doors of one process to it.</summary>
    public sealed class Door(WorldDirectory directory, Doors doors) : IUserDirectory, IHomeSwitch
    {
        /// <summary>Each change is atomic by itself: a process can die between two.</summary>
        public async Task<IReadOnlyList<HomeChangeResult>> Apply(IReadOnlyList<HomeChange> changes, CancellationToken cancel)
        {
            var results = new List<HomeChangeResult>();
            foreach (var change in changes)
                results.Add(await doors.Call(change.Home == change.ExpectedHome ? "mark" : "switch", () => directory.Apply(change)));
            return results;
        }

        public Task<IReadOnlyList<DirectoryChange>> ChangesSince(long since, CancellationToken cancel) => doors.Call<IReadOnlyList<DirectoryChange>>(
            "read directory", () => [.. directory.Users.Values.Where(u => u.Revision > since).OrderBy(u => u.Revision).Take(1000).Select(u => new DirectoryChange(u.Revision, u.Address, u))]);

        public Task<IReadOnlyList<PoolRecord>> Pools(CancellationToken cancel) => Task.FromResult<IReadOnlyList<PoolRecord>>([.. directory.PoolRecords]);

        public Task<DirectoryUser?> Find(SipAddress address, CancellationToken cancel) => throw new NotSupportedException();

        public IAsyncEnumerable<DirectoryUser> List(CancellationToken cancel) => throw new NotSupportedException();

        public Task WaitForChange(long since, CancellationToken cancel) => throw new NotSupportedException();
    }
}
