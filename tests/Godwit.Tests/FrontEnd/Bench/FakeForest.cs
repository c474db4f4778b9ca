using Godwit.Pool.Pools;
using Godwit.Pool.Users;

namespace Godwit.Tests.FrontEnd.Bench;

/// <summary>A directory of a few users; each change is seen in <see cref="View"/> at once.</summary>
internal sealed class FakeForest : IUserDirectory, IUserSecrets
{
    public const string Domain = "godwit.test";

    private readonly List<DirectoryChange> _changes = [];

    public ForestView View { get; } = new();

    public void Add(string name, string? home, bool enabled = true, bool enhanced = true)
    {
        var address = SipAddress.Parse($"{name}@{Domain}");
        var id = _changes.Count + 1;
        _changes.Add(new DirectoryChange(id, address, new DirectoryUser(id, $"CN={name}", address, name, Capital(name), null, enabled, home, null, enhanced ? 256 : 0, id)));
        using var replicator = new UserReplicator(this, View);
        replicator.CatchUp(CancellationToken.None).GetAwaiter().GetResult();
    }

    public Task<IReadOnlyList<DirectoryChange>> ChangesSince(long since, CancellationToken cancel) =>
        Task.FromResult<IReadOnlyList<DirectoryChange>>([.. _changes.Where(c => c.Revision > since)]);

    public Task<IReadOnlyList<PoolRecord>> Pools(CancellationToken cancel) => Task.FromResult<IReadOnlyList<PoolRecord>>([]);

    public Task WaitForChange(long since, CancellationToken cancel) => Task.CompletedTask;

    public Task<DirectoryUser?> Find(SipAddress address, CancellationToken cancel) => Task.FromResult(View.Find(address));

    public IAsyncEnumerable<DirectoryUser> List(CancellationToken cancel) => throw new NotSupportedException();

    public ValueTask<UserSecrets?> Find(string login, CancellationToken cancel) => default;

    private static string Capital(string name) => char.ToUpperInvariant(name[0]) + name[1..];
}
