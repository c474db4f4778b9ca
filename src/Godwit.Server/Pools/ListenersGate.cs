using Microsoft.Extensions.Hosting;

namespace Godwit.Server.Pools;

/// <summary>
/// Stands between a pool's silo and its listeners in the order of hosted services: the first part is ready before anybody can
/// connect, so that the move engine can fence the users of unfinished moves.
/// </summary>
internal sealed class ListenersGate : IHostedService
{
    private readonly TaskCompletionSource _reached = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly TaskCompletionSource _open = new(TaskCreationOptions.RunContinuationsAsynchronously);

    /// <summary>Ends when everything before the gate runs.</summary>
    public Task Reached => _reached.Task;

    public void Open() => _open.TrySetResult();

    public Task StartAsync(CancellationToken cancellationToken)
    {
        _reached.TrySetResult();
        return _open.Task.WaitAsync(cancellationToken);
    }

    public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;
}
