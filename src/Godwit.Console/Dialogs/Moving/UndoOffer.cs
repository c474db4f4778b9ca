using Godwit.Admin.Moves;

namespace Godwit.Console.Dialogs.Moving;

/// <summary>What undoing a move would do, by the server's own dry runs: who goes back, who by force only, who not at all, with the first reason of each. Pure.</summary>
public sealed record UndoOffer(int Back, int ByForce, string WhyForce, int Stay, string WhyStay)
{
    /// <param name="forced">With force; null when nobody is refused without.</param>
    public static UndoOffer Of(MoveView plain, MoveView? forced)
    {
        var refused = plain.Users.Where(IsRefused).ToList();
        var never = forced is null ? [] : forced.Users.Where(IsRefused).Select(u => u.Address).ToHashSet(StringComparer.OrdinalIgnoreCase);
        var (stay, byForce) = (refused.FindAll(u => forced is null || never.Contains(u.Address)), refused.FindAll(u => forced is not null && !never.Contains(u.Address)));
        return new UndoOffer(plain.Users.Count - refused.Count, byForce.Count, Why(byForce), stay.Count, Why(stay));
    }

    public IEnumerable<string> Sentences()
    {
        if (Back > 0) yield return $"{Users(Back)} back to the former home, with all data as it is now. It is a move like this one, and whoever is signed in stays so.";
        if (ByForce > 0) yield return $"{Users(ByForce)} back by force only. {WhyForce}";
        if (Stay > 0) yield return $"{(Stay == 1 ? "One user can't" : $"{MoveWords.Number(Stay)} users can't")} be taken back. {WhyStay}";
    }

    private static bool IsRefused(MovedUserView user) => user.Outcome is "refused" or "failed";

    private static string Why(List<MovedUserView> users) => users.Count == 0 ? "" : users[0].Reason;

    private static string Users(int count) => count == 1 ? "One user goes" : $"{MoveWords.Number(count)} users go";
}
