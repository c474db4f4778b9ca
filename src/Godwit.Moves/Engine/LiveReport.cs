using Godwit.Moves.Batches;
using Godwit.Pool.Users;

namespace Godwit.Moves.Engine;

/// <summary>What the journal says of a move's users, and what is known of those who are on their way.</summary>
internal static class LiveReport
{
    public static MoveReport Of(MoveReport report, BatchQueue queue, ProgressBoard board)
    {
        if (report.FinishedAt is not null) return report;
        var now = Now(report.Id, queue, board);
        return report with { Users = [.. report.Users.Select(u => Of(u, now))] };
    }

    public static UserOutcome Of(UserOutcome user, Dictionary<SipAddress, (UserState State, string? Reason)> now) =>
        user.Outcome == MoveOutcome.Pending && now.TryGetValue(user.User, out var live) ? user with { State = live.State, Reason = user.Reason ?? live.Reason } : user;

    /// <summary>Where those stand who are on their way, or wait for their turn.</summary>
    public static Dictionary<SipAddress, (UserState State, string? Reason)> Now(string moveId, BatchQueue queue, ProgressBoard board)
    {
        var now = new Dictionary<SipAddress, (UserState State, string? Reason)>();
        queue.Tell(moveId, (user, state, reason) => now[user] = (state, reason));
        foreach (var batch in board.UnderWay(moveId))
            foreach (var user in batch.Users)
                now[user.Address] = (StateOf(user), null);
        return now;
    }

    private static UserState StateOf(BatchUser user) => user.Standing == Standing.Switched ? UserState.Switched : UserState.Copying;
}
