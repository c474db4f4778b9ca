using System.Collections.Immutable;
using Godwit.Pool.Pools;
using Godwit.Pool.Users;

namespace Godwit.Scenarios.Homes;

internal sealed class FakeDirectory : IUserDirectory
{
    private ImmutableList<DirectoryChange> _changes = [];

    public void Put(DirectoryUser user) =>
        ImmutableInterlocked.Update(ref _changes, changes => changes.Add(new DirectoryChange(changes.Count + 1, user.Address, user)));

    public Task<DirectoryUser?> Find(SipAddress address, CancellationToken cancel) => Task.FromResult(_changes.FindLast(c => c.Address == address)?.User);

    public IAsyncEnumerable<DirectoryUser> List(CancellationToken cancel) => throw new NotSupportedException();

    public Task<IReadOnlyList<DirectoryChange>> ChangesSince(long since, CancellationToken cancel) =>
        Task.FromResult<IReadOnlyList<DirectoryChange>>(_changes.Where(c => c.Revision > since).ToList());

    public Task WaitForChange(long since, CancellationToken cancel) => Task.Delay(Timeout.InfiniteTimeSpan, TimeProvider.System, cancel);

    public Task<IReadOnlyList<PoolRecord>> Pools(CancellationToken cancel) => Task.FromResult<IReadOnlyList<PoolRecord>>([]);
}
