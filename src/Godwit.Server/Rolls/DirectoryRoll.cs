using Godwit.Pool.Users;

namespace Godwit.Server.Rolls;

/// <summary>The newest tree; built again when somebody asks and something has changed.</summary>
internal sealed class DirectoryRoll(IDirectoryAccounts accounts, UserRoll roll) : IDisposable
{
    private readonly SemaphoreSlim _one = new(1);
    private DirectoryUser[]? _users;
    private DirectoryObjects _objects = new([], []);
    private long _revision = -1;
    private DirectoryTree? _tree;

    public int AccountsWithoutCommunications { get; private set; }

    public async Task<DirectoryTree> Read(CancellationToken cancel)
    {
        await _one.WaitAsync(cancel);
        try
        {
            // The numbers first: what changes while we read is read again.
            var revision = accounts.Revision;
            var users = roll.By(UserSort.Name);
            if (_tree is not null && revision == _revision && users == _users) return _tree;
            if (revision != _revision) _objects = await accounts.Read(cancel);
            AccountsWithoutCommunications = _objects.Accounts.Count;
            (_revision, _users) = (revision, users);
            return _tree = new DirectoryTree(accounts.Root, _objects, users);
        }
        finally
        {
            _one.Release();
        }
    }

    public void Dispose() => _one.Dispose();
}
