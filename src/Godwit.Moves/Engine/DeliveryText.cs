using Godwit.Moves.Parcels;
using Godwit.Moves.Planning;

namespace Godwit.Moves.Engine;

/// <summary>How a move's report tells what became of data that had to follow.</summary>
public static class DeliveryText
{
    /// <param name="merged">What its coming together with the data at the home had to say; null before that.</param>
    public static UserOutcome Update(UserOutcome said, Delivery delivery, LateOutcome? merged, string? home)
    {
        if (merged is not null) said = said with { Conflicts = merged.Conflicts, LostItems = merged.NotTaken, Lost = LostItems.NotTaken(merged.NotTaken, home ?? "the pool") };
        return delivery.State switch
        {
            DeliveryState.Delivered => said with { Reason = $"Forced; the data from {delivery.FromPool} has followed{Conflicts(merged)}.", Lost = [] },
            DeliveryState.Sealed => said with { Reason = $"Forced; the data from {delivery.FromPool} was put by and follows when the user's pool is back." },
            DeliveryState.Kept => said with { Reason = $"Forced; the data from {delivery.FromPool} has followed{Conflicts(merged)}, but for {merged?.NotTaken.Length ?? 0} items that the new home has no room for. They are kept and can be imported." },
            _ => said,
        };
    }

    /// <summary>What waited for the user until her home was up.</summary>
    public static UserOutcome Given(UserOutcome said, Delivery delivery, UserParcel parcel, LateOutcome given, string home) => said with
    {
        Reason = $"Forced; the user has {LostItems.Phrase(UserParcels.Read(parcel.Content.Span))} as of {TimeWords.Time(delivery.WaitsAsOf!.Value)}, which had waited for {home}; what {delivery.FromPool} has that is newer is brought in when it is back.",
        Lost = [.. LostItems.NotTaken(given.NotTaken, home), LostItems.ChangedAt(delivery.FromPool, delivery.WaitsAsOf.Value)],
        LostItems = given.NotTaken,
    };

    private static string Conflicts(LateOutcome? merged) => merged?.Conflicts.Length switch
    {
        null or 0 => "",
        1 => "; 1 item was changed at both homes",
        var number => $"; {number} items were changed at both homes",
    };
}
