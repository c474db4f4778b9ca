using Godwit.Pool.BackEnds;
using Godwit.Pool.Homes;
using Microsoft.Extensions.Logging;

namespace Godwit.Pool.Hours;

/// <summary>Counts every minute who is signed in, so that a plan can say when a move disturbs the fewest.</summary>
public sealed partial class SignedInHours(ActiveHomes homes, ISignedInHourStore store, TimeProvider time, ILogger<SignedInHours> log)
{
    public static readonly TimeSpan Interval = TimeSpan.FromMinutes(1);

    /// <summary>Runs until cancelled.</summary>
    public async Task Run(CancellationToken cancel)
    {
        using var timer = new PeriodicTimer(Interval, time);
        try
        {
            while (await timer.WaitForNextTickAsync(cancel)) await Count(cancel);
        }
        catch (OperationCanceledException) when (cancel.IsCancellationRequested)
        {
        }
    }

    private async Task Count(CancellationToken cancel)
    {
        try
        {
            await store.Count(SignedInHour.Of(time.GetUtcNow()), homes.SignedInUsers, cancel);
        }
        catch (BackEndUnavailableException)
        {
            // The pool is stopped: nobody is counted until it returns.
        }
        catch (Exception fault) when (!cancel.IsCancellationRequested)
        {
            LogCountFailed(log, fault);
        }
    }

    [LoggerMessage(1121, LogLevel.Warning, "How many users are signed in could not be written; it is counted again in a minute")]
    private static partial void LogCountFailed(ILogger logger, Exception fault);
}
