using System.Globalization;
using Godwit.Admin.Moves;
using Godwit.Console.Dialogs.Picks;
using Godwit.Console.Selection;

namespace Godwit.Console.Dialogs.Moving;

public enum MoveTime
{
    Now,
    Later,
    Window,
}

/// <summary>What the wizard was told so far, as it stands in its fields.</summary>
public sealed class MoveDraft(UserPick users)
{
    public UserPick Users { get; } = users;

    public string To { get; set; } = "";

    public bool Force { get; set; }

    public MoveTime Time { get; set; }

    /// <summary>This and the times below: on the clock of <see cref="Zone"/>.</summary>
    public DateTime? StartAfter { get; set; }

    public TimeOnly WindowBegins { get; set; } = new(22, 0);

    public TimeOnly WindowEnds { get; set; } = new(6, 0);

    public DateTime? CompleteBy { get; set; }

    /// <summary>Whose clock the times are on.</summary>
    public TimeZoneInfo Zone { get; set; } = TimeZoneInfo.Utc;

    public int? Concurrency { get; set; }

    /// <summary>Users a minute.</summary>
    public int? Rate { get; set; }

    public bool WaitsForCalls { get; set; }

    public StartMove Request => Users.In(new StartMove(To) { Force = Force });

    /// <summary>A field that was left empty, in a sentence; the server says what else is wrong.</summary>
    public string? Missing => Time == MoveTime.Later && StartAfter is null ? "Write the day and the time before which nobody is moved." : null;

    public MoveTermsView Terms => new()
    {
        StartAfter = Time == MoveTime.Later ? At(StartAfter) : null,
        Window = Time == MoveTime.Window ? string.Create(CultureInfo.InvariantCulture, $"{WindowBegins:HH\\:mm}-{WindowEnds:HH\\:mm} {Zone.Id}") : null,
        CompleteBy = At(CompleteBy),
        Concurrency = Concurrency,
        Rate = Rate,
        Busy = WaitsForCalls ? "wait" : Time == MoveTime.Now ? null : "move",
    };

    private DateTimeOffset? At(DateTime? clock) => clock is { } local ? new DateTimeOffset(local, Zone.GetUtcOffset(local)) : null;
}
