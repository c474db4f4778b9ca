using System.Collections.Immutable;
using Godwit.Pool.Users;

namespace Godwit.Moves.Engine;

/// <summary>Users of a move, a page at a time: what the journal says, and of those who are on their way what is known now. However large the move is, it is never read whole.</summary>
internal static class UserPages
{
    private const int Stretch = 1_000;

    public static async Task<MoveUsersNow?> Read(string id, MovePage query, IMoveStore store, BatchQueue queue, ProgressBoard board, CancellationToken cancel)
    {
        if (await store.Progress(id, cancel) is not { } progress) return null;
        var live = progress.IsOver ? [] : LiveReport.Now(id, queue, board);
        var found = ImmutableArray.CreateBuilder<UserOutcome>();
        var after = query.After;
        // One more than asked for tells whether there are more.
        while (found.Count <= query.Most && await store.Outcomes(id, after, query.State is null ? query.Most + 1 : Stretch, cancel) is { Count: > 0 } users)
        {
            after = users[^1].User;
            found.AddRange(users.Select(u => LiveReport.Of(u, live)).Where(u => query.State is not { } state || UserStates.Of(u) == state));
        }

        return new MoveUsersNow(States(progress, live), [.. found.Take(query.Most)], found.Count > query.Most);
    }

    private static Dictionary<UserState, int> States(MoveProgress progress, Dictionary<SipAddress, (UserState State, string? Reason)> live)
    {
        var states = live.Values.GroupBy(u => u.State).ToDictionary(g => g.Key, g => g.Count());
        // Read at different moments: who is neither here nor there yet waits.
        var left = progress.Total - progress.Moved - progress.Undone - progress.Unchanged - progress.Refused - progress.Failed - live.Count;
        if (left > 0) states[UserState.Queued] = states.GetValueOrDefault(UserState.Queued) + left;
        foreach (var (state, users) in new[] { (UserState.Moved, progress.Moved), (UserState.Undone, progress.Undone), (UserState.Unchanged, progress.Unchanged), (UserState.Refused, progress.Refused), (UserState.Failed, progress.Failed) })
            if (users > 0) states[state] = users;
        return states;
    }
}
