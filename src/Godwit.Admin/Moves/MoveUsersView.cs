namespace Godwit.Admin.Moves;

/// <summary>Which of a move's users are shown. <paramref name="State"/>: as in <see cref="MovedUserView.State"/>; empty = all.</summary>
/// <param name="After">As <see cref="MoveUsersView.Next"/> of the page before; null = from the first.</param>
public sealed record MoveUsersQuery(string State = "", string? After = null, int Limit = 100);

/// <summary>A page of a move's users as they stand now, by address.</summary>
/// <param name="States">How many stand where, without those who are nowhere. <c>moved with warnings</c> counts as <c>moved</c> here, <c>cancelled</c> as <c>failed</c>.</param>
/// <param name="Next">What <c>after</c> is for the next page; null on the last.</param>
public sealed record MoveUsersView(IReadOnlyDictionary<string, int> States, IReadOnlyList<MovedUserView> Users, string? Next);
