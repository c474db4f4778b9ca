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
            screen.Line($"Nothing was changed. To {move.To}: {move.Moved} would move, {There(move.Unchanged)}{move.Refused} would be refused.");
            Users(move.Users, screen);
            return;
        }

        screen.Line($"Move {move.Id} to {move.To}: {Numbers(move)}.");
        Users([.. move.Users.Where(u => u.Outcome != "moved" || u.Lost.Count > 0)], screen);
    }

    public static void Report(MoveView move, Screen screen)
    {
        ArgumentNullException.ThrowIfNull(screen);
        ArgumentNullException.ThrowIfNull(move);
        screen.Card(
        [
            ("Move", move.Id), ("State", move.State), ("To", move.To), ("Force", move.Force ? "yes" : "no"), ("Asked for by", move.RequestedBy),
            ("Started", move.StartedAt?.ToString("u") ?? ""), ("Finished", move.FinishedAt?.ToString("u") ?? ""),
            ("Users", Numbers(move)),
        ]);
        Users(move.Users, screen);
    }

    internal static string There(int users) => users == 0 ? "" : $"{users} there already, ";

    private static string Numbers(MoveView move) => $"{move.Moved} moved, {There(move.Unchanged)}{move.Refused} refused, {move.Failed} failed";

    private static void Users(IReadOnlyList<MovedUserView> users, Screen screen)
    {
        if (users.Count == 0) return;
        screen.Table(
            ["User", "From", "Outcome", "Reason", "Lost"],
            users.Select(u => (IReadOnlyList<string>)[u.Address, u.From, u.Outcome, u.Reason, string.Join(", ", u.Lost)]));
    }
}
