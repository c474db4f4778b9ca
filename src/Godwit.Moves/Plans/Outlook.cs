using System.Collections.Immutable;
using Godwit.Moves.Forecasts;
using Godwit.Moves.Social;

namespace Godwit.Moves.Plans;

/// <summary>What is to be expected of a plan as a whole, from when it was made.</summary>
/// <param name="Social">How well its batches keep together who talk to each other.</param>
/// <param name="Arbitrary">The same of batches in the order in which users were asked for.</param>
/// <param name="Window">Null: too little was counted yet.</param>
/// <param name="Begins">The next time of the window.</param>
/// <param name="Week">Users signed in at source and target at each hour of the week; null = never counted.</param>
public sealed record Outlook(SocialMeasure Social, SocialMeasure Arbitrary, Forecast Forecast, BestWindow? Window, DateTimeOffset? Begins, ImmutableArray<double?> Week)
{
    public int HoursCounted => Week.Count(h => h is not null);
}
