namespace Godwit.Load.Peers;

/// <summary>
/// Debian's Kamailio as an in-memory registrar: usrloc without a database, no transactions for REGISTER, no authentication. The
/// allocator is Debian's own choice (one that checks itself) or <c>tlsf</c>, the fastest it has.
/// </summary>
internal sealed class Kamailio(string folder, int workers, string? allocator) : IRegistrar
{
    private ServerProcess? _process;

    public int Port { get; } = ServerProcess.FreePort();

    public int ProcessId => _process?.Id ?? 0;

    public async Task Start(CancellationToken cancel)
    {
        var file = Path.Combine(folder, "kamailio.cfg");
        await File.WriteAllTextAsync(file, Configuration(), cancel);
        _process = await ServerProcess.Start("kamailio", ["-f", file, "-DD", "-E", "-m", "1024", "-M", "32", "-Y", folder, .. allocator is null ? Array.Empty<string>() : ["-x", allocator]], Port, cancel);
    }

    public ValueTask DisposeAsync() => _process?.DisposeAsync() ?? ValueTask.CompletedTask;

    private string Configuration() => $$"""
        debug=-1
        log_stderror=yes
        children={{workers}}
        tcp_children={{workers}}
        auto_aliases=no
        dns=no
        rev_dns=no
        listen=udp:127.0.0.1:{{Port}}
        listen=tcp:127.0.0.1:{{Port}}
        tcp_max_connections=8192
        tcp_connection_lifetime=3600
        tcp_accept_no_cl=no
        loadmodule "sl.so"
        loadmodule "pv.so"
        loadmodule "usrloc.so"
        loadmodule "registrar.so"
        loadmodule "siputils.so"
        loadmodule "textops.so"
        modparam("usrloc", "db_mode", 0)
        modparam("usrloc", "hash_size", 16)
        modparam("registrar", "max_expires", 7200)
        request_route {
            if (is_method("REGISTER")) { save("location"); exit; }
            sl_send_reply("404", "Not here");
        }
        """;
}
