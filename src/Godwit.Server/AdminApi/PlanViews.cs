using Godwit.Admin.Moves;
using Godwit.Moves;
using Godwit.Moves.Forecasts;
using Godwit.Moves.Planning;
using Godwit.Moves.Plans;

namespace Godwit.Server.AdminApi;

/// <summary>Plans in the API's words.</summary>
internal static class PlanViews
{
    private const double Megabyte = 1_000_000;

    public static PlanView Of(PlanSummary plan)
    {
        var (head, n) = (plan.Head, plan.Counts);
        return new PlanView(
            head.Id, head.Name, head.State == PlanState.Run ? "run" : "ready", head.ToPool, head.Force, head.MadeBy, head.MadeAt, head.ChangedAt, head.MoveId ?? "",
            new PlanNumbersView(n.Users, n.Moved, n.Unchanged, n.Refused, n.Excluded, n.CutOff, n.PassDoor, n.SignedIn, n.Batches))
        {
            Outlook = plan.Outlook is { } outlook ? Of(outlook) : null,
        };
    }

    public static PlanUserView Of(PlanEntry user) => new(user.Address.Value, user.Home ?? "", NameOf(user.Outcome), user.Rule, user.Reason, user.Batch, user.Excluded)
    {
        Lost = user.Lost,
        CutOff = user.CutOff,
        OneWayDoor = NameOf(user.Door),
        OverLimits = [.. user.Over.Select(Of)],
        SignedIn = user.SignedIn,
    };

    /// <summary>A dry run: the shape of a move, and what only a plan knows.</summary>
    public static MoveView DryRun(MoveRequest request, IReadOnlyList<PlanEntry> users, Outlook outlook) =>
        new("", Count(users, MoveOutcome.Moved), Count(users, MoveOutcome.Refused), 0, [.. users.Select(Planned)])
        {
            State = "planned",
            Unchanged = Count(users, MoveOutcome.Unchanged),
            To = request.ToPool,
            Force = request.Force,
            RequestedBy = request.RequestedBy,
            Outlook = Of(outlook),
        };

    private static MovedUserView Planned(PlanEntry user) => new(user.Address.Value, NameOf(user.Outcome), user.Reason, user.Lost)
    {
        From = user.Home ?? "",
        Rule = user.Rule,
        Batch = user.Batch,
        CutOff = user.CutOff,
        OneWayDoor = NameOf(user.Door),
        OverLimits = [.. user.Over.Select(Of)],
        SignedIn = user.SignedIn,
    };

    private static OverLimitView Of(OverLimit over) => new(over.Kind, over.Has, over.Most, over.Items, over.More);

    private static OutlookView Of(Outlook outlook) => new(
        new SocialView(outlook.Social.Contacts, Round(outlook.Social.Together), Round(outlook.Social.SameOrEarlier), Round(outlook.Arbitrary.Together), Round(outlook.Arbitrary.SameOrEarlier)),
        Of(outlook.Forecast),
        new WindowView(
            outlook.HoursCounted, outlook.Begins, outlook.Window?.Hours ?? 0, outlook.Window is { } window ? Math.Round(window.SignedIn, 1) : null, Words(outlook),
            [.. outlook.Week.Select(users => users is { } known ? Math.Round(known, 1) : (double?)null)]));

    private static ForecastView Of(Forecast forecast) => new(
        Math.Round(forecast.Duration.TotalSeconds, 1), Math.Round(forecast.UsersPerSecond, 1), forecast.IsMeasured ? "measured" : "benchmark", forecast.Users, forecast.Batches, forecast.SignedIn,
        forecast.DirectoryChanges, forecast.DirectoryPace is { } pace ? Math.Round(pace, 1) : null,
        [.. forecast.BackEnds.Select(b => new BackEndLoadView(b.Pool, b.RowsRead, b.RowsWritten, Math.Round(b.OctetsRead / Megabyte, 2), Math.Round(b.OctetsWritten / Megabyte, 2), b.Commits))]);

    private static string Words(Outlook outlook) => outlook switch
    {
        { HoursCounted: 0 } => "Nobody counted yet how many users are signed in when; the pools do so every minute while they run.",
        { Window: null } => FormattableString.Invariant($"Only {outlook.HoursCounted} of 168 hours of the week were counted, none of them for as long as the move takes; ask again later."),
        { Window: { } window, Begins: { } begins } => FormattableString.Invariant($"{begins:ddd yyyy-MM-dd HH:mm} UTC: {window.SignedIn:0.#} users are signed in then, of {outlook.HoursCounted} hours of the week that were counted the fewest."),
        _ => "",
    };

    private static double Round(double share) => Math.Round(share, 3);

    private static int Count(IReadOnlyList<PlanEntry> users, MoveOutcome outcome) => users.Count(u => u.Outcome == outcome);

    private static string NameOf(MoveOutcome outcome) => outcome switch
    {
        MoveOutcome.Moved => "moved",
        MoveOutcome.Unchanged => "unchanged",
        _ => "refused",
    };

    private static string NameOf(DoorPassage door) => door switch
    {
        DoorPassage.Passes => "passes",
        DoorPassage.Passed => "passed",
        _ => "",
    };
}
