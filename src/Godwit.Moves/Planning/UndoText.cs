using System.Collections.Immutable;
using System.Globalization;
using Godwit.Pool.Users;

namespace Godwit.Moves.Planning;

/// <summary>Why a user is not taken back to her former home, and what can be done instead. One sentence or two each.</summary>
public static class UndoText
{
    public static string NotInMove(string move) => $"The user is not in move {move}; 'godwit move report {move}' shows who is.";

    public static string NotMoved(string move) => $"Move {move} did not move the user, so there is nothing to undo; 'godwit move report {move}' says why.";

    public static string NotEnded(string move) => $"Move {move} has not ended for the user; let it end, or cancel it, before it is undone.";

    public static string BackAlready(string? by) => $"The user is back at the former home already, by move {by}; nothing had to be done.";

    public static string UndoneAlready(string? by) => $"Move {by} has taken the user back already; to undo that: 'godwit move undo {by}'.";

    public static string UnassignedAlready() => "The user is unassigned already; nothing had to be done.";

    public static string WindowOver(SipAddress user, DateTimeOffset until, string? former) =>
        string.Create(CultureInfo.InvariantCulture, $"The move could be undone until {until.UtcDateTime:yyyy-MM-dd HH:mm} UTC; ")
        + (former is null ? "the user stays." : $"move the user instead: 'godwit move --to {former} --user {user}'.");

    public static string MovedAgain(SipAddress user, LaterMove since) =>
        $"The user was moved again since, to {(since.To.Length == 0 ? "Unassigned Users" : since.To)}, by move {since.MoveId}; undo that first: 'godwit move undo {since.MoveId} --user {user}'.";

    public static string FormerPoolGone(SipAddress user, string former) =>
        $"The former home {former} is no longer a pool of this forest; move the user to another pool: 'godwit move --to POOL --user {user}'.";

    public static string ElsewhereNow(string? to, string? home) =>
        $"The move brought the user to {to ?? "Unassigned Users"}, but the directory says {home ?? "that she is unassigned"} now, and no move did that; look at the user, then move her.";

    public static string PoolNotAvailable(string pool) =>
        $"The user's pool {pool} is not available; start it, or force the undo: the data stays there and comes along when the user is moved again.";

    /// <summary>Nobody's mode is taken back silently: what that would cost is named, and where else she can go.</summary>
    public static string RichModeToLcs(UserFacts user, string former, ImmutableArray<string> newer)
    {
        var lost = user.Survey is { } survey ? LostItems.Of(survey with { Contacts = 0, Groups = 0, Aces = 0, Meetings = 0 }) : [];
        var cost = lost.IsEmpty ? "" : $" At {former} she would lose: {string.Join(", ", lost)}.";
        return $"The user is in enhanced presence mode, which is for ever, and {former} is an LCS 2005 SP1 pool that does not have it; she stays where she is.{cost} {Elsewhere(user, newer)}";
    }

    public static string Elsewhere(UserFacts user, ImmutableArray<string> newer) =>
        newer.FirstOrDefault(p => !string.Equals(p, user.User?.HomePool, StringComparison.OrdinalIgnoreCase)) is { } other
            ? $"She can be moved to another pool that has it: 'godwit move --to {other} --user {user.Address}'."
            : "No other pool of this forest has it.";
}
