using Godwit.Moves;

namespace Godwit.Server.Reports;

/// <summary>Outcomes in the words of the API.</summary>
public static class OutcomeText
{
    public static string Of(MoveOutcome outcome) => outcome switch
    {
        MoveOutcome.Moved => "moved",
        MoveOutcome.Unchanged => "unchanged",
        MoveOutcome.Refused => "refused",
        MoveOutcome.Failed => "failed",
        MoveOutcome.Undone => "undone",
        _ => "pending",
    };
}
