using Godwit.Admin.Moves;
using Godwit.Moves;
using Godwit.Server.Reports;

namespace Godwit.Server.AdminApi;

/// <summary>The engine's moves in the API's words.</summary>
internal static class MoveViews
{
    public static MoveView Of(MoveReport report) =>
        View(report.Id, [.. report.Users], report.ToPool, report.Force, report.RequestedBy) with
        {
            State = NameOf(report.State),
            Terms = MoveTermsText.Of(report.Terms),
            StartedAt = report.StartedAt,
            FinishedAt = report.FinishedAt,
            Undoes = report.Undoes,
        };

    public static MoveView Planned(MoveRequest request, IReadOnlyList<UserOutcome> plan) =>
        View("", plan, request.ToPool, request.Force, request.RequestedBy) with { State = "planned", Undoes = request.Undoes };

    public static MoveProgressView Of(MoveProgress progress) =>
        new(progress.Id, NameOf(progress.State), progress.Total, progress.Moved, progress.Unchanged, progress.Refused, progress.Failed)
        {
            Undone = progress.Undone,
            Rate = progress.Rate is { } rate ? new MoveRateView(rate.Stretch.TotalSeconds, rate.Users) : null,
            News = progress.News.IsEmpty ? null : [.. progress.News.Select(Of)],
        };

    public static MoveUsersView Of(MoveUsersNow page) =>
        new(page.States.ToDictionary(s => NameOf(s.Key), s => s.Value), [.. page.Users.Select(Of)], page.More ? page.Users[^1].User.Value : null);

    /// <summary>Null: there is no such state.</summary>
    public static UserState? StateOf(string name) => Enum.GetValues<UserState>().Where(s => NameOf(s) == name).Select(s => (UserState?)s).FirstOrDefault();

    private static MoveView View(string id, IReadOnlyList<UserOutcome> users, string to, bool force, string by) =>
        new(id, Count(users, MoveOutcome.Moved), Count(users, MoveOutcome.Refused), Count(users, MoveOutcome.Failed), [.. users.Select(Of)])
        {
            Unchanged = Count(users, MoveOutcome.Unchanged),
            Undone = Count(users, MoveOutcome.Undone),
            To = to,
            Force = force,
            RequestedBy = by,
        };

    private static MovedUserView Of(UserOutcome user) =>
        new(user.User.Value, OutcomeText.Of(user.Outcome), user.Reason ?? "", user.Lost.IsDefault ? [] : user.Lost)
        {
            From = user.From ?? "",
            State = NameOf(UserStates.Of(user)),
            To = user.To,
            UndoneBy = user.UndoneBy,
            LostItems = [.. user.LostItems.Select(i => new LostItemView(i.Kind, i.Key, i.Name))],
            Conflicts = user.Conflicts,
        };

    private static int Count(IReadOnlyList<UserOutcome> users, MoveOutcome outcome) => users.Count(u => u.Outcome == outcome);

    private static string NameOf(MoveState state) => state switch
    {
        MoveState.Scheduled => "scheduled",
        MoveState.Running => "running",
        MoveState.Suspended => "suspended",
        MoveState.Cancelling => "cancelling",
        MoveState.Cancelled => "cancelled",
        _ => "finished",
    };

    private static string NameOf(UserState state) => state switch
    {
        UserState.MovedWithWarnings => "moved with warnings",
        _ => state.ToString().ToLowerInvariant(),
    };
}
