using Microsoft.Extensions.Hosting;

namespace Godwit.Server.Pools;

/// <summary>For a host inside this process: signals are the process's own business, it stops when it is told to.</summary>
internal sealed class InnerLifetime : IHostLifetime
{
    public Task WaitForStartAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;
}
