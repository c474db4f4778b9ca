using Godwit.Admin.Moves;

namespace Godwit.Cli.Output;

/// <summary>A move in words.</summary>
public static class MoveText
{
    /// <summary>The numbers, then only those an administrator must look at: not moved, or moved with a loss.</summary>
    public static void Summary(MoveView move, Screen screen)
    {
        ArgumentNullException.ThrowIfNull(screen);
        ArgumentNullException.ThrowIfNull(move);
        if (move.State == "planned")
        {
            screen.Line($"Nothing was changed. {Where(move, "To ")}: {move.Moved} would move, {There(move.Unchanged)}{move.Refused} would be refused.");
            if (move.Outlook is { } outlook) screen.Card(PlanText.Outlook(outlook));
            Users(move.Users, screen);
            return;
        }

        screen.Line($"Move {move.Id} {Where(move, "to ")}: {Numbers(move)}.");
        Users([.. move.Users.Where(u => u.Outcome != "moved" || u.Lost.Count > 0 || u.Conflicts.Count > 0)], screen);
    }

    /// <summary>Of a move that nobody waits for.</summary>
    public static void Begun(MoveView move, Screen screen)
    {
        ArgumentNullException.ThrowIfNull(screen);
        ArgumentNullException.ThrowIfNull(move);
        if (move.State == "planned") Summary(move, screen);
        else screen.Line($"Move {move.Id} to {move.To} is {move.State}: {move.Users.Count} users, {There(move.Unchanged)}{move.Refused} refused.");
    }

    public static void Progress(MoveProgressView move, Screen screen)
    {
        ArgumentNullException.ThrowIfNull(screen);
        ArgumentNullException.ThrowIfNull(move);
        screen.Line($"Move {move.Id} is {move.State}: {move.Done} of {move.Total} users done, {move.Moved} moved, {There(move.Unchanged)}{move.Refused} refused, {move.Failed} failed.");
    }

    public static void Report(MoveView move, Screen screen)
    {
        ArgumentNullException.ThrowIfNull(screen);
        ArgumentNullException.ThrowIfNull(move);
        screen.Card(
        [
            ("Move", move.Id), ("State", move.State), ("To", move.To), .. move.Undoes is { } undone ? [("Undoes", undone)] : Array.Empty<(string, string)>(), ("Force", move.Force ? "yes" : "no"), ("Asked for by", move.RequestedBy),
            ("Started", move.StartedAt?.ToString("u") ?? ""), ("Finished", move.FinishedAt?.ToString("u") ?? ""),
            ("Users", Numbers(move)),
            .. Terms(move.Terms),
        ]);
        Users(move.Users, screen);
    }

    private static IEnumerable<(string Name, string Value)> Terms(MoveTermsView? terms)
    {
        if (terms?.StartAfter is { } start) yield return ("Starts after", start.ToString("u"));
        if (terms?.Window is { } window) yield return ("Window", window);
        if (terms?.CompleteBy is { } by) yield return ("Complete by", by.ToString("u"));
        if (terms?.Concurrency is { } batches) yield return ("Batches at a time", Screen.Text(batches));
        if (terms?.Rate is { } rate) yield return ("Users a minute", Screen.Text(rate));
        if (terms?.Priority is { } priority) yield return ("Priority", priority);
        if (terms?.Busy is { } busy) yield return ("Users in a call", busy);
    }

    internal static string There(int users) => users == 0 ? "" : $"{users} there already, ";

    private static string Numbers(MoveView move) => $"{move.Moved} moved, {There(move.Unchanged)}{(move.Undone == 0 ? "" : $"{move.Undone} undone, ")}{move.Refused} refused, {move.Failed} failed";

    private static string Where(MoveView move, string to) => move.Undoes is { } undone ? $"(takes {undone} back)" : to + move.To;

    /// <summary>To where, of a user whose move says so; by what, of one who was taken back.</summary>
    private static string Outcome(MovedUserView user) =>
        user.UndoneBy is { } by ? $"{user.Outcome} by {by}"
        : user is { Outcome: "moved", To: { } to } ? $"{State(user)} to {(to.Length == 0 ? "Unassigned Users" : to)}"
        : State(user);

    private static string State(MovedUserView user) => user.State.Length > 0 ? user.State : user.Outcome;

    private static void Users(IReadOnlyList<MovedUserView> users, Screen screen)
    {
        if (users.Count == 0) return;
        screen.Table(
            ["User", "From", "State", "Reason", "Lost"],
            users.Select(u => (IReadOnlyList<string>)[u.Address, u.From, Outcome(u), u.Reason, string.Join(", ", u.Lost)]));
        foreach (var user in users)
            foreach (var conflict in user.Conflicts) screen.Line($"{user.Address}: {conflict}");
    }
}
