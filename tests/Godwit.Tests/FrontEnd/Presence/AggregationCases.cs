using System.Collections.Immutable;

namespace Godwit.Tests.FrontEnd.Presence;

/// <summary>What several clients of one user say, in the words of <c>type number [activity]</c>, and what others see.</summary>
/// <param name="Says">2007: states; 2005: availability and activity of each client; PIDF: states by the name in the table.</param>
public sealed record AggregationCase(string Model, string[] Says, int Number, string? Activity = null)
{
    public static readonly ImmutableArray<AggregationCase> All =
    [
        new(PresenceCases.Enhanced, ["machineState 3500"], 3500),
        new(PresenceCases.Enhanced, ["machineState 15500", "machineState 3500", "machineState 18500"], 3500),
        new(PresenceCases.Enhanced, ["machineState 15500", "machineState 5000"], 5000),
        new(PresenceCases.Enhanced, ["machineState 0", "machineState 15500"], 0),
        new(PresenceCases.Enhanced, ["machineState 0", "machineState 5000"], 5000),
        new(PresenceCases.Enhanced, ["machineState 3500", "userState 9500"], 9500),
        new(PresenceCases.Enhanced, ["machineState 15500", "userState 3500"], 3500),
        new(PresenceCases.Enhanced, ["machineState 3500", "userState 0"], 3500),
        new(PresenceCases.Enhanced, ["machineState 3500", "userState 18500"], 18500),
        new(PresenceCases.Enhanced, ["machineState 3500", "phoneState 6500 on-the-phone"], 6500, "on-the-phone"),
        new(PresenceCases.Enhanced, ["machineState 15500", "phoneState 6500 on-the-phone"], 6500, "on-the-phone"),
        new(PresenceCases.Enhanced, ["machineState 18500", "phoneState 6500 on-the-phone"], 18500),
        new(PresenceCases.Enhanced, ["machineState 3500", "calendarState 6500 in-a-meeting"], 6500, "in-a-meeting"),
        new(PresenceCases.Enhanced, ["machineState 15500", "calendarState 6500 in-a-meeting"], 15500),
        new(PresenceCases.Enhanced, ["machineState 3500", "calendarState 3500"], 3500),
        new(PresenceCases.Enhanced, ["machineState 3500", "calendarState 6500 in-a-meeting", "phoneState 6500 on-the-phone"], 6500, "on-the-phone"),
        new(PresenceCases.Legacy, ["300 100", "300 400"], 3500),
        new(PresenceCases.Legacy, ["300 600", "300 100"], 6500),
        new(PresenceCases.Legacy, ["0 0", "300 300"], 12500),
        new(PresenceCases.Standard, ["away", "available"], 3500),
        new(PresenceCases.Standard, ["offline", "do not disturb"], 9500),
        new(PresenceCases.Standard, ["on the phone", "away"], 6500, "on-the-phone"),
    ];
}
