using System.Globalization;

namespace Godwit.Load.Peers;

/// <summary>Godwit in a process of its own: one OCS 2007 R2 pool, authentication off, its users created beforehand.</summary>
internal sealed class GodwitServer(string folder, string domain, int users) : IRegistrar
{
    private ServerProcess? _process;

    public int Port { get; } = ServerProcess.FreePort();

    public int ProcessId => _process?.Id ?? 0;

    public async Task Start(CancellationToken cancel)
    {
        string[] arguments = [RegistrarCommand.Name, folder, domain, users.ToString(CultureInfo.InvariantCulture), Port.ToString(CultureInfo.InvariantCulture)];
        _process = await ServerProcess.Start(Environment.ProcessPath!, arguments, Port, cancel);
    }

    public ValueTask DisposeAsync() => _process?.DisposeAsync() ?? ValueTask.CompletedTask;
}
