using Godwit.Moves;

namespace Godwit.Storage.Journal;

/// <summary>The journal's words for states.</summary>
internal static class JournalTexts
{
    private static readonly (MoveOutcome Value, string Text)[] Outcomes =
    [
        (MoveOutcome.Pending, "pending"), (MoveOutcome.Moved, "moved"), (MoveOutcome.Unchanged, "unchanged"), (MoveOutcome.Refused, "refused"),
        (MoveOutcome.Failed, "failed"), (MoveOutcome.Undone, "undone"),
    ];

    private static readonly (DeliveryState Value, string Text)[] Deliveries =
    [
        (DeliveryState.AtSource, "at-source"), (DeliveryState.Sealed, "sealed"), (DeliveryState.Delivered, "delivered"),
        (DeliveryState.Dropped, "dropped"), (DeliveryState.Kept, "kept"),
    ];

    private static readonly (MoveHold Value, string Text)[] Holds = [(MoveHold.None, "none"), (MoveHold.Suspended, "suspended"), (MoveHold.Cancelled, "cancelled")];

    /// <summary>Only those that outlive a move: the others are known while it runs.</summary>
    private static readonly (UserState Value, string Text)[] States = [(UserState.Cancelled, "cancelled"), (UserState.Undone, "undone")];

    public static string Text(MoveHold hold) => Array.Find(Holds, pair => pair.Value == hold).Text;

    public static MoveHold Hold(string text) => Value(Holds, text);

    public static string? Text(UserState state) => Array.Find(States, pair => pair.Value == state).Text;

    public static UserState? State(string? text) => text is null ? null : Value(States, text);

    public static string Text(MoveOutcome outcome) => Array.Find(Outcomes, pair => pair.Value == outcome).Text;

    public static string Text(DeliveryState state) => Array.Find(Deliveries, pair => pair.Value == state).Text;

    public static MoveOutcome Outcome(string text) => Value(Outcomes, text);

    public static DeliveryState Delivery(string text) => Value(Deliveries, text);

    private static T Value<T>((T Value, string Text)[] pairs, string text)
    {
        foreach (var (value, name) in pairs)
            if (name == text) return value;
        throw new InvalidOperationException($"The journal has an unknown word: {text}");
    }
}
