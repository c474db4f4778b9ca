using System.Globalization;
using Godwit.Admin.Moves;

namespace Godwit.Cli.Output;

/// <summary>A plan in words.</summary>
internal static class PlanText
{
    public static void Show(PlanView plan, Screen screen)
    {
        var n = plan.Numbers;
        screen.Card(
        [
            ("Plan", plan.Id), ("Name", plan.Name), ("State", plan.MoveId.Length == 0 ? plan.State : $"{plan.State}, as move {plan.MoveId}"), ("To", plan.To), ("Force", plan.Force ? "yes" : "no"),
            ("Made", $"{plan.MadeAt:u} by {plan.MadeBy}"), ("Users", $"{n.Users}: {n.Moved} would move in {n.Batches} batches, {MoveText.There(n.Unchanged)}{n.Refused} would be refused, {n.Excluded} excluded"),
            ("Cut off by a client", Screen.Text(n.CutOff)), ("Through the one-way door", Screen.Text(n.OneWayDoor)),
            .. plan.Outlook is { } outlook ? Outlook(outlook) : [],
        ]);
        if (plan.Outlook is { Window.Begins: not null }) WindowChart.Show(plan.Outlook.Window, screen);
        if (plan.Users is { Count: > 0 } users) Users(users, screen);
        if (plan.Next is { } next) screen.Line($"More: godwit move plan show {plan.Id} --after {Screen.Text(next)}");
    }

    public static void Run(PlanRunView run, Screen screen)
    {
        Differences(run, screen);
        MoveText.Summary(run.Move, screen);
    }

    public static void Begun(PlanRunView run, Screen screen)
    {
        Differences(run, screen);
        MoveText.Begun(run.Move, screen);
    }

    public static IEnumerable<(string Name, string Value)> Outlook(OutlookView outlook)
    {
        var (social, forecast) = (outlook.Social, outlook.Forecast);
        yield return ("Contacts moved together", Invariant($"{social.Together:P0} (as they were asked for: {social.TogetherAsAsked:P0})"));
        yield return ("Contacts there by then", Invariant($"{social.SameOrEarlier:P0} (as they were asked for: {social.SameOrEarlierAsAsked:P0})"));
        yield return ("Takes about", Invariant($"{TimeSpan.FromSeconds(forecast.Seconds):h\\:mm\\:ss\\.f} for {forecast.Users} users, {(forecast.Basis == "measured" ? "measured between these pools" : "by the documented benchmark: not all of these pools have moved users to each other yet")}"));
        foreach (var load in forecast.BackEnds)
            yield return ($"Load on {load.Pool}", Invariant($"reads {load.RowsRead} rows ({load.MegabytesRead:0.##} MB), writes {load.RowsWritten} ({load.MegabytesWritten:0.##} MB), {load.Commits} commits"));
        yield return ("Directory", Invariant($"{forecast.DirectoryChanges} changes{(forecast.DirectoryChangesPerSecond is { } pace ? $" at {pace:0} a second, measured" : "; how fast it takes them was not measured yet")}"));
        yield return ("Signed in now", Invariant($"{forecast.SignedIn} users, who will be brought over"));
        yield return ("Best window", outlook.Window.Words);
    }

    private static void Differences(PlanRunView run, Screen screen)
    {
        if (run.Differences > 0) screen.Line($"{run.Differences} users stand otherwise than when the plan was made:");
        foreach (var change in run.Changed) screen.Line($"{change.Address}\t{change.What}");
        if (run.Differences > run.Changed.Count) screen.Line($"and {run.Differences - run.Changed.Count} more");
    }

    private static void Users(IReadOnlyList<PlanUserView> users, Screen screen) => screen.Table(
        ["User", "From", "Batch", "Outcome", "Rule", "Reason", "One-way door", "Lost or over a limit"],
        users.Select(u => (IReadOnlyList<string>)
        [
            u.Address, u.From, u.Batch == 0 ? "" : Screen.Text(u.Batch), u.Excluded ? "excluded" : u.Outcome, u.Rule, u.Reason, u.OneWayDoor,
            string.Join("; ", [.. u.Lost, .. u.OverLimits.Select(Over)]),
        ]));

    private static string Over(OverLimitView over) =>
        $"{Screen.Text(over.Has)} {over.Kind}, at most {Screen.Text(over.Most)}: {string.Join(", ", over.Items)}{(over.More > 0 ? $" and {Screen.Text(over.More)} more" : "")}";

    private static string Invariant(FormattableString text) => text.ToString(CultureInfo.InvariantCulture);
}
