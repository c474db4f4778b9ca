using Godwit.Server.Pools;
using Microsoft.Extensions.Logging;

namespace Godwit.Server.Hosting;

/// <summary>Owns the loop that keeps the forest's view up to date.</summary>
internal sealed partial class Replication : IAsyncDisposable
{
    private static readonly TimeSpan Pause = TimeSpan.FromSeconds(1);

    private readonly CancellationTokenSource _stop = new();
    private readonly SharedParts _shared;
    private readonly ILogger _log;
    private readonly Task _running;

    private Replication(SharedParts shared)
    {
        _shared = shared;
        _log = shared.Loggers.CreateLogger<Replication>();
        _running = Task.Run(Run);
    }

    public static Replication Start(SharedParts shared) => new(shared);

    public async ValueTask DisposeAsync()
    {
        await _stop.CancelAsync();
        await _running;
        _stop.Dispose();
    }

    private async Task Run()
    {
        while (!_stop.IsCancellationRequested)
        {
            try
            {
                await _shared.Replicator.Run(_stop.Token);
            }
            catch (OperationCanceledException) when (_stop.IsCancellationRequested)
            {
                return;
            }
            catch (Exception e)
            {
                Failed(e);
                await Task.Delay(Pause, _shared.Time, _stop.Token).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            }
        }
    }

    [LoggerMessage(LogLevel.Error, "The directory's changes could not be read; trying again")]
    private partial void Failed(Exception e);
}
