using Godwit.Moves;

namespace Godwit.Storage.Journal;

/// <summary>The journal's words for states.</summary>
internal static class JournalTexts
{
    private static readonly (MoveOutcome Value, string Text)[] Outcomes =
    [
        (MoveOutcome.Pending, "pending"), (MoveOutcome.Moved, "moved"), (MoveOutcome.Unchanged, "unchanged"), (MoveOutcome.Refused, "refused"),
        (MoveOutcome.Failed, "failed"),
    ];

    private static readonly (DeliveryState Value, string Text)[] Deliveries =
    [
        (DeliveryState.AtSource, "at-source"), (DeliveryState.Sealed, "sealed"), (DeliveryState.Delivered, "delivered"),
        (DeliveryState.Dropped, "dropped"), (DeliveryState.Kept, "kept"),
    ];

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
