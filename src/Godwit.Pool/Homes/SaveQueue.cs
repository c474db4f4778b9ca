using Godwit.Pool.BackEnds;
using Godwit.Pool.Users;

namespace Godwit.Pool.Homes;

/// <summary>
/// One home's way to the back end: changes are saved in the order in which memory took them; what comes while a save is under way goes
/// together in the next one. What is to be said about a change is said after its save, in the same order. Used by one grain in its turns only.
/// </summary>
internal sealed class SaveQueue(SipAddress user, Action<Exception> onFailure)
{
    private Batch? _next;
    private Batch? _current;

    /// <summary>Nothing is waiting to become durable.</summary>
    public bool IsIdle => _current is null;

    /// <summary>
    /// Completes when the changes, and all before them, are durable and <paramref name="then"/> was called; without changes that may be at once.
    /// Fails with the back end's exception, for every change that was waiting: memory is ahead of the back end by all of them.
    /// </summary>
    public Task Save(IUserStore store, IReadOnlyList<UserChange> changes, Action? then = null)
    {
        if (changes.Count == 0 && IsIdle)
        {
            then?.Invoke();
            return Task.CompletedTask;
        }

        var batch = _next ??= new Batch();
        batch.Changes.AddRange(changes);
        if (then is not null) batch.Then.Add(then);
        if (IsIdle) _ = Run(store);
        return batch.Done.Task;
    }

    /// <summary>Completes when nothing is under way, whatever became of it.</summary>
    public async Task WaitUntilIdle()
    {
        while (_current is { } batch) await batch.Done.Task.ContinueWith(static _ => { }, TaskScheduler.Current);
    }

    private async Task Run(IUserStore store)
    {
        while (_next is { } batch)
        {
            (_current, _next) = (batch, null);
            try
            {
                if (batch.Changes.Count > 0) await store.Save(user, batch.Changes, CancellationToken.None);
                foreach (var then in batch.Then) then();
            }
            catch (Exception fault)
            {
                // What waits behind was computed on top of what is not durable.
                var (behind, failed) = (_next, _current);
                (_current, _next) = (null, null);
                onFailure(fault);
                failed.Done.SetException(fault);
                behind?.Done.SetException(fault);
                return;
            }

            batch.Done.SetResult();
        }

        _current = null;
    }

    private sealed class Batch
    {
        public readonly List<UserChange> Changes = [];
        public readonly List<Action> Then = [];
        public readonly TaskCompletionSource Done = new(TaskCreationOptions.RunContinuationsAsynchronously);
    }
}
