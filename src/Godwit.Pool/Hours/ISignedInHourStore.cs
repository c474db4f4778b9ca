using Godwit.Pool.BackEnds;

namespace Godwit.Pool.Hours;

/// <summary>Door: what a pool remembers of how many users are signed in when. Throws <see cref="BackEndUnavailableException"/> when out of reach.</summary>
public interface ISignedInHourStore
{
    /// <summary>Takes the count into the hour by <see cref="SignedInHour.With"/>; durable when the task completes.</summary>
    Task Count(int hour, int users, CancellationToken cancel);

    /// <summary>The hours in which anybody was ever counted, in their order; at most <see cref="SignedInHour.InAWeek"/>.</summary>
    Task<IReadOnlyList<SignedInHour>> All(CancellationToken cancel);
}
