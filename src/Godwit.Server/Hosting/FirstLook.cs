using Godwit.Moves.Healing;
using Godwit.Server.Pools;
using Microsoft.Extensions.Logging;

namespace Godwit.Server.Hosting;

/// <summary>The doctor's look at everybody after each start, beside all else: it mends nothing, and keeps nobody waiting.</summary>
internal sealed partial class FirstLook : IAsyncDisposable
{
    private readonly CancellationTokenSource _stop = new();
    private readonly Doctor _doctor;
    private readonly ILogger _log;
    private readonly Task _running;

    private FirstLook(Doctor doctor, SharedParts shared)
    {
        _doctor = doctor;
        _log = shared.Loggers.CreateLogger<FirstLook>();
        _running = Task.Run(Run);
    }

    public static FirstLook Start(Doctor doctor, SharedParts shared) => new(doctor, shared);

    public async ValueTask DisposeAsync()
    {
        await _stop.CancelAsync();
        await _running;
        _stop.Dispose();
    }

    private async Task Run()
    {
        try
        {
            await _doctor.Run([], mend: false, _stop.Token);
        }
        catch (OperationCanceledException) when (_stop.IsCancellationRequested)
        {
            // Stopped before it was done.
        }
        catch (Exception e)
        {
            Failed(e);
        }
    }

    [LoggerMessage(LogLevel.Error, "The doctor could not look at the forest; 'godwit move doctor' tries again")]
    private partial void Failed(Exception fault);
}
