using System.Globalization;
using Godwit.Admin.Moves;

namespace Godwit.Console.Dialogs.Moving;

/// <summary>Moves and plans in words.</summary>
public static class MoveWords
{
    /// <summary>What there is to know of a user of a plan, a sentence each.</summary>
    public static IEnumerable<string> Of(PlanUserView user)
    {
        if (user.Reason.Length > 0) yield return user.Reason;
        foreach (var client in user.CutOff)
            if (client != user.Reason) yield return client;
        if (user.OneWayDoor == "passes") yield return "A client of hers will put her into enhanced presence mode, for ever.";
        foreach (var over in user.OverLimits) yield return $"{Number(over.Has)} of kind {over.Kind}, of which the pool takes {Number(over.Most)}: {Names(over)} would stay behind.";
        foreach (var lost in user.Lost) yield return $"Not there at first: {lost}.";
    }

    /// <summary>What there is to know of a user of a move.</summary>
    public static IEnumerable<string> Of(MovedUserView user)
    {
        if (user.To is { } to) yield return to.Length == 0 ? "To Unassigned Users." : $"To {to}.";
        if (user.Reason.Length > 0) yield return user.Reason;
        foreach (var lost in user.Lost) yield return $"Not there at first: {lost}.";
        foreach (var conflict in user.Conflicts) yield return conflict;
        if (user.UndoneBy is { } by) yield return $"Taken back by {by}.";
    }

    public static string Duration(TimeSpan time) =>
        time < TimeSpan.FromSeconds(1) ? "a second"
        : time < TimeSpan.FromMinutes(1) ? Invariant($"{Math.Ceiling(time.TotalSeconds):0} s")
        : time < TimeSpan.FromHours(1) ? Invariant($"{time.Minutes} min {time.Seconds:00} s")
        : Invariant($"{(int)time.TotalHours} h {time.Minutes:00} min");

    public static string Number(double number) => number.ToString("#,0.#", CultureInfo.InvariantCulture);

    public static string State(string state) => state switch
    {
        "scheduled" => "Waits for its start or its window",
        "running" => "Running",
        "suspended" => "Suspended: what was under way has ended, nothing else begins",
        "cancelled" => "Cancelled: whose turn had not come stays where she was",
        _ => "Finished",
    };

    private static string Names(OverLimitView over) => string.Join(", ", over.Items) + (over.More > 0 ? $" and {Number(over.More)} more" : "");

    private static string Invariant(FormattableString text) => text.ToString(CultureInfo.InvariantCulture);
}
