using Godwit.Moves.Batches;
using Godwit.Moves.Journal;
using Godwit.Pool.Users;
using Microsoft.Extensions.Logging;

namespace Godwit.Moves.Engine;

/// <summary>
/// What is left to do once everybody's outcome is known: pools that did not answer are told how things stand, data follows users who were moved
/// by force, undo copies run out. Tried again and again until done; never touches a user whom a move has a claim on.
/// </summary>
public sealed partial class FollowUps(
    IMoveStore store, MoveJournal journal, UntidyBatches untidy, Deliveries deliveries, Settlement settlement, HomeTruth truth, PoolCalls pools, UserClaims claims, MoveOptions options, TimeProvider time, ILogger<FollowUps> log) : IDisposable
{
    private readonly SemaphoreSlim _one = new(1);
    private readonly Lock _gate = new();
    private TaskCompletionSource _woken = new(TaskCreationOptions.RunContinuationsAsynchronously);

    /// <summary>There may be something to do: do not wait any longer.</summary>
    public void Wake()
    {
        lock (_gate) _woken.TrySetResult();
    }

    /// <summary>Returns when no pass is under way that began before. A move waits here once it has claimed its users.</summary>
    public async Task WaitForPass(CancellationToken cancel)
    {
        await _one.WaitAsync(cancel);
        _one.Release();
    }

    /// <summary>In the place of a pass, with those of the users who are in no move: a move that claims one of them meanwhile waits (<see cref="WaitForPass"/>).</summary>
    public Task Beside(IReadOnlyList<SipAddress> users, Func<IReadOnlySet<SipAddress>, Task> act, CancellationToken cancel) => Alone(
        async () =>
        {
            await truth.CatchUp(cancel);
            await act(users.Where(u => !claims.IsClaimed(u)).ToHashSet());
        },
        cancel);

    /// <summary>Does something while no pass is under way, and no move begins with its users: who is in no move when it begins stays free until it has ended.</summary>
    public async Task Alone(Func<Task> act, CancellationToken cancel)
    {
        await _one.WaitAsync(cancel);
        try
        {
            await act();
        }
        finally
        {
            _one.Release();
        }
    }

    public async Task Run(CancellationToken cancel)
    {
        for (var attempt = 0; !cancel.IsCancellationRequested;)
        {
            try
            {
                attempt = await Pass(null, cancel) ? 0 : attempt + 1;
            }
            catch (Exception e) when (!cancel.IsCancellationRequested)
            {
                Failed(e);
                attempt++;
            }

            await Sleep(attempt == 0 ? options.RetryMost : options.Backoff(attempt - 1), cancel);
        }
    }

    /// <summary>Does what can be done now, at one pool or at all. True when nothing is left.</summary>
    public async Task<bool> Pass(string? pool, CancellationToken cancel)
    {
        await _one.WaitAsync(cancel);
        try
        {
            // Whoever is free now stays free during the pass (WaitForPass); what is read before that may be out of date.
            var free = (await store.OpenDeliveries(cancel)).Select(d => d.User).Where(u => !claims.IsClaimed(u)).ToHashSet();
            if (free.Count > 0)
            {
                await truth.CatchUp(cancel);
                await deliveries.Deliver([.. (await store.OpenDeliveries(cancel)).Where(d => free.Contains(d.User) && (pool is null || Concerns(d, pool)))], cancel);
            }

            foreach (var batch in untidy.All.Where(b => pool is null || HomeTruth.Same(b.Source, pool) || HomeTruth.Same(b.Target, pool)))
                await Tidy(batch, cancel);
            await DropExpired(pool, cancel);
            return untidy.All.Count == 0 && (await store.OpenDeliveries(cancel)).Count == 0;
        }
        finally
        {
            _one.Release();
        }
    }

    private bool Concerns(Delivery delivery, string pool) => HomeTruth.Same(delivery.FromPool, pool) || HomeTruth.Same(truth.HomeOf(delivery.User), pool);

    private async Task Tidy(Batch batch, CancellationToken cancel)
    {
        var source = batch.SourceOwed && !await Tell(batch.Source!, batch, cancel);
        var target = batch.TargetOwed && !await Tell(batch.Target, batch, cancel);
        var next = BatchMove.Next(batch, new BatchEvent.Told(source, target));
        if (next == batch) return;
        await journal.Save(batch, next, PutAside.Nothing, null, cancel);
        untidy.Put(next);
    }

    /// <summary>True when all of the batch's users are settled there. Who is in a move again is told by that move.</summary>
    private async Task<bool> Tell(string pool, Batch batch, CancellationToken cancel)
    {
        List<SipAddress> free = [.. batch.Users.Select(u => u.Address).Where(u => !claims.IsClaimed(u))];
        return await settlement.Settle(pool, free, cancel) && free.Count == batch.Users.Length;
    }

    private async Task DropExpired(string? only, CancellationToken cancel)
    {
        foreach (var pool in truth.View.Pools.Keys.Where(p => only is null || HomeTruth.Same(p, only)))
        {
            try
            {
                if (await pools.Ask(pool, (link, token) => link.BackEnd.DropExpired(time.GetUtcNow(), token), cancel) is > 0 and var dropped) Dropped(pool, dropped);
            }
            catch (PoolUnavailableException)
            {
                // Next time.
            }
        }
    }

    private async Task Sleep(TimeSpan pause, CancellationToken cancel)
    {
        Task woken;
        lock (_gate)
        {
            if (_woken.Task.IsCompleted) _woken = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
            woken = _woken.Task;
        }

        using var stop = CancellationTokenSource.CreateLinkedTokenSource(cancel);
        await Task.WhenAny(woken, Task.Delay(pause, time, stop.Token));
        await stop.CancelAsync();
        cancel.ThrowIfCancellationRequested();
    }

    public void Dispose() => _one.Dispose();

    [LoggerMessage(LogLevel.Error, "What moves left to do failed, trying again later")]
    private partial void Failed(Exception fault);

    [LoggerMessage(LogLevel.Information, "{Pool}: {Count} undo copies ran out and were dropped")]
    private partial void Dropped(string pool, int count);
}
