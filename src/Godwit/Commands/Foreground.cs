using Godwit.Cli;
using Godwit.Server.Configuration;
using Godwit.Server.Hosting;

namespace Godwit.Commands;

/// <summary>Runs a forest in this process for as long as something goes on.</summary>
internal static class Foreground
{
    public static async Task<int> Run(ForestSettings settings, ForestStart how, Func<ForestHost, Task<int>> whileItRuns, CancellationToken cancel)
    {
        try
        {
            await using var host = await ForestHost.Start(settings, how, cancel);
            return await whileItRuns(host);
        }
        catch (StartException e)
        {
            await Console.Error.WriteLineAsync(e.Message);
            return ExitCode.Refused;
        }
        catch (OperationCanceledException) when (cancel.IsCancellationRequested)
        {
            return ExitCode.Done;
        }
    }

    /// <summary>Returns when the process is told to stop (Ctrl-C, SIGTERM).</summary>
    public static async Task<int> UntilStopped(CancellationToken cancel)
    {
        await Task.Delay(Timeout.InfiniteTimeSpan, TimeProvider.System, cancel).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        return ExitCode.Done;
    }
}
