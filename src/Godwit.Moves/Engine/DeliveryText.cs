namespace Godwit.Moves.Engine;

/// <summary>How a move's report tells what became of data that had to follow.</summary>
public static class DeliveryText
{
    public static UserOutcome Update(UserOutcome said, Delivery delivery) => delivery.State switch
    {
        DeliveryState.Delivered => said with { Reason = $"Forced; the data from {delivery.FromPool} has followed.", Lost = [] },
        DeliveryState.Sealed => said with { Reason = $"Forced; the data from {delivery.FromPool} was put by and follows when the user's pool is back." },
        DeliveryState.Kept => said with { Reason = $"Forced; the user had data at the new home before the old data could follow. It is kept and can be imported." },
        _ => said,
    };
}
