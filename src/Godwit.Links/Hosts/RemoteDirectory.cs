using Godwit.Links.Rpc;
using Godwit.Pool.Pools;
using Godwit.Pool.Users;

namespace Godwit.Links.Hosts;

/// <summary>
/// The forest's directory as a pool host has it. What follows its changes waits while the management is away: nobody's home can change meanwhile. Whoever
/// wants an answer now is told that there is none.
/// </summary>
public sealed class RemoteDirectory(ManagementLink link) : IUserDirectory
{
    private readonly IUserDirectory _users = Far.Door(() => link.Now?.Users, Away);

    public IGroupDirectory Groups { get; } = Far.Door(() => link.Now?.Groups, Away);

    public IUserSecrets Secrets { get; } = Far.Door(() => link.Now?.Secrets, Away);

    public Task<DirectoryUser?> Find(SipAddress address, CancellationToken cancel) => _users.Find(address, cancel);

    public IAsyncEnumerable<DirectoryUser> List(CancellationToken cancel) => _users.List(cancel);

    public Task<IReadOnlyList<DirectoryChange>> ChangesSince(long since, CancellationToken cancel) => WhenUp(() => _users.ChangesSince(since, cancel), cancel);

    public Task<IReadOnlyList<PoolRecord>> Pools(CancellationToken cancel) => WhenUp(() => _users.Pools(cancel), cancel);

    /// <summary>A lost connection may have kept a change from us: that is a reason to look.</summary>
    public async Task WaitForChange(long since, CancellationToken cancel)
    {
        var now = await link.Up.WaitAsync(cancel);
        try
        {
            await _users.WaitForChange(since, cancel);
        }
        catch (DirectoryUnavailableException)
        {
            // The next look waits for the next connection.
            link.Forget(now);
        }
    }

    private async Task<T> WhenUp<T>(Func<Task<T>> ask, CancellationToken cancel)
    {
        while (true)
        {
            var now = await link.Up.WaitAsync(cancel);
            try
            {
                return await ask();
            }
            catch (DirectoryUnavailableException)
            {
                link.Forget(now);
            }
        }
    }

    private static DirectoryUnavailableException Away() => new();
}
