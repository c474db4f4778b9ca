using Godwit.Pool.Users;
using Microsoft.Extensions.Logging;
using Orleans;

namespace Godwit.Pool.Homes;

/// <summary>
/// Finds the homes of this process where a registration, a watch or a publication has expired and has them take it out: one pass over
/// <see cref="ActiveHomes"/> instead of a timer per client.
/// </summary>
public sealed partial class ExpirySweep(ActiveHomes homes, IGrainFactory grains, TimeProvider time, ILogger<ExpirySweep> logger)
{
    public static readonly TimeSpan Interval = TimeSpan.FromSeconds(10);

    /// <summary>Runs until cancelled.</summary>
    public async Task Run(CancellationToken cancel)
    {
        using var timer = new PeriodicTimer(Interval, time);
        try
        {
            while (await timer.WaitForNextTickAsync(cancel)) await Sweep(cancel);
        }
        catch (OperationCanceledException) when (cancel.IsCancellationRequested)
        {
        }
    }

    /// <summary>How many homes had something to take out.</summary>
    public async Task<int> Sweep(CancellationToken cancel)
    {
        var swept = 0;
        foreach (var user in homes.Due(time.GetUtcNow()))
        {
            cancel.ThrowIfCancellationRequested();
            swept++;
            if (homes.TryExpireAsleep(user, time.GetUtcNow())) continue;
            try
            {
                await grains.GetGrain<IHomeGrain>(user.Value).Sweep();
            }
            catch (Exception fault) when (fault is not OperationCanceledException)
            {
                // One home that can't be reached must not keep the others waiting; it is due again next time.
                LogSweepFailed(logger, user, fault);
            }
        }

        return swept;
    }
}
