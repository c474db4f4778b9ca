namespace Godwit.Admin.Moves;

/// <summary>What is to be expected of a move as a whole.</summary>
public sealed record OutlookView(SocialView Social, ForecastView Forecast, WindowView Window);

/// <summary>Shares of the contacts between users who go, 0 to 1.</summary>
/// <param name="Together">Both move in the same batch.</param>
/// <param name="SameOrEarlier">The contact moves in the same batch as whoever has it, or before.</param>
/// <param name="TogetherAsAsked">The same, were they moved in the order in which they were asked for.</param>
public sealed record SocialView(int Contacts, double Together, double SameOrEarlier, double TogetherAsAsked, double SameOrEarlierAsAsked);

/// <param name="Basis"><c>measured</c>: by moves between these pools; <c>benchmark</c>: there were none, at least not between all of them.</param>
/// <param name="DirectoryChangesPerSecond">Measured; null when the directory was never changed by a move.</param>
public sealed record ForecastView(double Seconds, double UsersPerSecond, string Basis, int Users, int Batches, int SignedIn, int DirectoryChanges, double? DirectoryChangesPerSecond, IReadOnlyList<BackEndLoadView> BackEnds);

public sealed record BackEndLoadView(string Pool, long RowsRead, long RowsWritten, double MegabytesRead, double MegabytesWritten, int Commits);

/// <summary>When the fewest users are signed in for as long as the move takes; times are UTC.</summary>
/// <param name="HoursCounted">Hours of the week of which anything is known, of 168.</param>
/// <param name="Begins">Null: too little was counted yet.</param>
/// <param name="Words">The same in a sentence.</param>
/// <param name="Week">Users signed in at each hour of the week from Monday, 00:00; null where nobody counted.</param>
public sealed record WindowView(int HoursCounted, DateTimeOffset? Begins, int Hours, double? SignedIn, string Words, IReadOnlyList<double?> Week);
