namespace Godwit.Moves.Planning;

/// <summary>The rules by the names that scripts go by; they do not change.</summary>
public static class RuleNames
{
    public static string Of(MoveRefusal rule) => rule switch
    {
        MoveRefusal.UnknownPool => "unknown-pool",
        MoveRefusal.UnknownUser => "unknown-user",
        MoveRefusal.NotEnabled => "not-enabled",
        MoveRefusal.InvalidAddress => "invalid-address",
        MoveRefusal.InMoveAlready => "in-move-already",
        MoveRefusal.TargetNotAvailable => "target-not-available",
        MoveRefusal.SourceNotAvailable => "source-not-available",
        MoveRefusal.RichModeToLcs => "rich-mode-to-lcs",
        MoveRefusal.RichModeUnknown => "rich-mode-unknown",
        MoveRefusal.TooManyContacts => "too-many-contacts",
        MoveRefusal.TooManyGroups => "too-many-groups",
        MoveRefusal.ChangedUnderneath => "changed-underneath",
        MoveRefusal.NotMoved => "not-moved",
        MoveRefusal.UndoneAlready => "undone-already",
        MoveRefusal.UndoWindowOver => "undo-window-over",
        MoveRefusal.MovedAgain => "moved-again",
        MoveRefusal.ElsewhereNow => "elsewhere-now",
        MoveRefusal.FormerPoolGone => "former-pool-gone",
        _ => throw new ArgumentOutOfRangeException(nameof(rule), rule, "This rule has no name"),
    };
}
