namespace Godwit.Moves.Terms;

/// <summary>A move that has a batch which may begin now.</summary>
/// <param name="InFlight">Its batches under way.</param>
/// <param name="LastServed">Its place in the order in which moves were served; the smaller, the longer ago.</param>
public readonly record struct Waiting(MovePriority Priority, int InFlight, long LastServed);

/// <summary>Which of several moves goes next: the higher priority; among equals the one with less under way; then the one that was served longest ago.</summary>
public static class QueueOrder
{
    public static bool GoesBefore(Waiting one, Waiting other) =>
        one.Priority != other.Priority ? one.Priority > other.Priority
        : one.InFlight != other.InFlight ? one.InFlight < other.InFlight
        : one.LastServed < other.LastServed;
}
