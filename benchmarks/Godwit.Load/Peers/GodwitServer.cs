using System.Globalization;

namespace Godwit.Load.Peers;

/// <summary>Godwit in a process of its own: OCS 2007 R2 pools, authentication off, its users created beforehand and spread over the pools in turn.</summary>
internal sealed class GodwitServer(string folder, string domain, int users, int pools = 1, int contacts = 0) : IRegistrar
{
    private ServerProcess? _process;

    /// <summary>Of the first pool; those of the others follow, two for each: TCP and UDP, then TLS.</summary>
    public int Port { get; } = ServerProcess.FreePort();

    public int PortOf(int pool) => Port + (pool * 2);

    public int ProcessId => _process?.Id ?? 0;

    public async Task Start(CancellationToken cancel)
    {
        string[] arguments = [RegistrarCommand.Name, folder, domain, users.ToString(CultureInfo.InvariantCulture), Port.ToString(CultureInfo.InvariantCulture), pools.ToString(CultureInfo.InvariantCulture),
            contacts.ToString(CultureInfo.InvariantCulture)];
        _process = await ServerProcess.Start(Environment.ProcessPath!, arguments, Port, cancel);
    }

    public ValueTask DisposeAsync() => _process?.DisposeAsync() ?? ValueTask.CompletedTask;
}
