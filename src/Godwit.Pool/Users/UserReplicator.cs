namespace Godwit.Pool.Users;

/// <summary>Keeps a <see cref="ForestView"/> up to date from the directory's change feed (the originals' User Replicator, without its minute of delay).</summary>
public sealed class UserReplicator(IUserDirectory directory, ForestView view) : IDisposable
{
    private readonly SemaphoreSlim _one = new(1);

    /// <summary>Takes in everything the directory has now. After a switch of homes the mover calls this before it releases anybody.</summary>
    public async Task CatchUp(CancellationToken cancel)
    {
        await _one.WaitAsync(cancel);
        try
        {
            view.TakePools(await directory.Pools(cancel));
            while (await directory.ChangesSince(view.Revision, cancel) is { Count: > 0 } changes)
                foreach (var change in changes) view.Take(change);
        }
        finally
        {
            _one.Release();
        }
    }

    public void Dispose() => _one.Dispose();

    /// <summary>Runs until cancelled.</summary>
    public async Task Run(CancellationToken cancel)
    {
        while (!cancel.IsCancellationRequested)
        {
            // Waited for before it is read: a change of the pools between the two is not missed, though it has no revision.
            var change = directory.WaitForChange(view.Revision, cancel);
            await CatchUp(cancel);
            await change;
        }
    }
}
