using Godwit.Cli;
using Godwit.Server.Configuration;
using Godwit.Server.Hosting;

namespace Godwit.Commands;

/// <summary>Runs a forest in this process for as long as something goes on.</summary>
internal static class Foreground
{
    public static Task<int> Run(ForestSettings settings, ForestStart how, Func<ForestHost, Task<int>> whileItRuns, CancellationToken cancel) =>
        Run(() => ForestHost.Start(settings, how, cancel), whileItRuns, cancel);

    /// <summary>Pools of a forest that another host manages.</summary>
    public static Task<int> Run(ForestSettings settings, ForestStart how, Func<JoinedHost, Task<int>> whileItRuns, CancellationToken cancel) =>
        Run(() => JoinedHost.Start(settings, how, cancel), whileItRuns, cancel);

    private static async Task<int> Run<T>(Func<Task<T>> start, Func<T, Task<int>> whileItRuns, CancellationToken cancel) where T : IAsyncDisposable
    {
        try
        {
            await using var host = await start();
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
