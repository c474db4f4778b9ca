using Godwit.Admin.Moves;

namespace Godwit.Console.Dialogs.Moving;

/// <summary>What undoing a move would do, by the server's own dry runs: who goes back, who by force only, who not at all, with the first reason of each. Pure.</summary>
public sealed record UndoOffer(int Back, int ByForce, string WhyForce, int Stay, string WhyStay)
{
    private const int Named = 3;

    /// <summary>What is left behind by force, as <c>ann@example.org: 12 contacts</c>: the first few.</summary>
    public IReadOnlyList<string> Left { get; private init; } = [];

    /// <param name="forced">With force; null when nobody is refused without.</param>
    public static UndoOffer Of(MoveView plain, MoveView? forced)
    {
        var refused = plain.Users.Where(IsRefused).ToList();
        var never = forced is null ? [] : forced.Users.Where(IsRefused).Select(u => u.Address).ToHashSet(StringComparer.OrdinalIgnoreCase);
        var (stay, byForce) = (refused.FindAll(u => forced is null || never.Contains(u.Address)), refused.FindAll(u => forced is not null && !never.Contains(u.Address)));
        var names = byForce.Select(u => u.Address).ToHashSet(StringComparer.OrdinalIgnoreCase);
        return new UndoOffer(plain.Users.Count - refused.Count, byForce.Count, Why(byForce), stay.Count, Why(stay))
        {
            Left = [.. (forced?.Users ?? []).Where(u => u.Lost.Count > 0 && names.Contains(u.Address)).Take(Named).Select(u => $"{u.Address}: {string.Join(", ", u.Lost)}")],
        };
    }

    public IEnumerable<string> Sentences()
    {
        if (Back > 0) yield return $"{Users(Back)} back to the former home, with all data as it is now. It is a move like this one, and whoever is signed in stays so.";
        if (ByForce > 0) yield return $"{Users(ByForce)} back by force only. {WhyForce}";
        if (Left.Count > 0) yield return $"Left behind until the pool is back, and merged then: {string.Join("; ", Left)}{(ByForce > Left.Count ? "; and more of the others" : "")}.";
        if (Stay > 0) yield return $"{(Stay == 1 ? "One user can't" : $"{MoveWords.Number(Stay)} users can't")} be taken back. {WhyStay}";
    }

    private static bool IsRefused(MovedUserView user) => user.Outcome is "refused" or "failed";

    private static string Why(List<MovedUserView> users) => users.Count == 0 ? "" : users[0].Reason;

    private static string Users(int count) => count == 1 ? "One user goes" : $"{MoveWords.Number(count)} users go";
}
