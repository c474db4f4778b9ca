using Godwit.Moves.Batches;
using Godwit.Moves.Journal;
using Godwit.Pool.Users;
using Microsoft.Extensions.Logging;

namespace Godwit.Moves.Engine;

/// <summary>Users who are in a call or conference when their turn comes: they are left for later, the rest of the batch goes.</summary>
public sealed partial class BusyUsers(MoveJournal journal, PoolCalls pools, BatchQueue queue, ProgressBoard board, MoveOptions options, TimeProvider time, ILogger<BusyUsers> log)
{
    /// <summary>The batch to run now; with <see cref="Batch.NotBefore"/> when all of it waits again.</summary>
    public async Task<Batch> LeaveForLater(Batch batch, CancellationToken cancel)
    {
        var free = batch with { NotBefore = null };
        var busy = await Busy(batch, cancel);
        if (busy.Count == 0) return free;
        var until = time.GetUtcNow() + options.BusyPause(batch.BusyTries);
        Left(batch.MoveId, batch.Number, busy.Count, until);
        var all = busy.Count == batch.Users.Length;
        var later = batch with
        {
            Number = all ? batch.Number : queue.NextNumber(batch.MoveId),
            BusyTries = batch.BusyTries + 1,
            NotBefore = until,
            Users = [.. batch.Users.Where(u => busy.Contains(u.Address))],
        };
        if (all) await journal.Save(later, null, cancel);
        else
        {
            free = free with { Users = [.. batch.Users.Where(u => !busy.Contains(u.Address))] };
            await journal.Save(free, later, cancel);
            board.More(batch.MoveId, 1);
        }

        queue.Put([WaitingBatch.Of(later)]);
        return all ? later : free;
    }

    private async Task<HashSet<SipAddress>> Busy(Batch batch, CancellationToken cancel)
    {
        if (batch.Source is not { } source) return [];
        try
        {
            return [.. await pools.Ask(source, (link, token) => link.Busy([.. batch.Users.Select(u => u.Address)], token), cancel)];
        }
        catch (PoolUnavailableException)
        {
            // Nobody calls there now; what becomes of the batch is the check's to say.
            return [];
        }
    }

    [LoggerMessage(LogLevel.Information, "Move {Move}, batch {Number}: {Users} users are in a call or conference, left until {Until}")]
    private partial void Left(string move, int number, int users, DateTimeOffset until);
}
