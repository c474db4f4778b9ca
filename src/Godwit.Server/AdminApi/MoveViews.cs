using Godwit.Admin.Moves;
using Godwit.Moves;

namespace Godwit.Server.AdminApi;

/// <summary>The engine's moves in the API's words.</summary>
internal static class MoveViews
{
    public static MoveView Of(MoveReport report) =>
        View(report.Id, [.. report.Users], report.ToPool, report.Force, report.RequestedBy) with
        {
            State = NameOf(report.State),
            StartedAt = report.StartedAt,
            FinishedAt = report.FinishedAt,
        };

    public static MoveView Planned(MoveRequest request, IReadOnlyList<UserOutcome> plan) =>
        View("", plan, request.ToPool, request.Force, request.RequestedBy) with { State = "planned" };

    public static MoveProgressView Of(MoveProgress progress) =>
        new(progress.Id, NameOf(progress.State), progress.Total, progress.Moved, progress.Unchanged, progress.Refused, progress.Failed);

    private static MoveView View(string id, IReadOnlyList<UserOutcome> users, string to, bool force, string by) =>
        new(id, Count(users, MoveOutcome.Moved), Count(users, MoveOutcome.Refused), Count(users, MoveOutcome.Failed), [.. users.Select(Of)])
        {
            Unchanged = Count(users, MoveOutcome.Unchanged),
            To = to,
            Force = force,
            RequestedBy = by,
        };

    private static MovedUserView Of(UserOutcome user) =>
        new(user.User.Value, NameOf(user.Outcome), user.Reason ?? "", user.Lost.IsDefault ? [] : user.Lost) { From = user.From ?? "" };

    private static int Count(IReadOnlyList<UserOutcome> users, MoveOutcome outcome) => users.Count(u => u.Outcome == outcome);

    private static string NameOf(MoveState state) => state == MoveState.Running ? "running" : "finished";

    private static string NameOf(MoveOutcome outcome) => outcome switch
    {
        MoveOutcome.Moved => "moved",
        MoveOutcome.Unchanged => "unchanged",
        MoveOutcome.Refused => "refused",
        MoveOutcome.Failed => "failed",
        _ => "pending",
    };
}
