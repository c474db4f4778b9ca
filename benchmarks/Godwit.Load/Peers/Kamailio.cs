namespace Godwit.Load.Peers;

/// <summary>
/// Debian's Kamailio at its best: everything in memory, no authentication. The allocator is Debian's own choice (one that checks itself) or <c>tlsf</c>, the fastest it has.
/// </summary>
/// <param name="role">Modules and routes: one of <see cref="KamailioRoles"/>.</param>
internal sealed class Kamailio(string folder, int workers, string? allocator, KamailioRole role) : IRegistrar
{
    private ServerProcess? _process;

    public int Port { get; } = ServerProcess.FreePort();

    public int ProcessId => _process?.Id ?? 0;

    public async Task Start(CancellationToken cancel)
    {
        var file = Path.Combine(folder, $"kamailio-{Port}.cfg");
        await File.WriteAllTextAsync(file, Configuration(), cancel);
        var runtime = System.IO.Directory.CreateDirectory(Path.Combine(folder, $"run-{Port}")).FullName;
        _process = await ServerProcess.Start("kamailio", ["-f", file, "-DD", "-E", "-m", "2048", "-M", "32", "-Y", runtime, .. allocator is null ? Array.Empty<string>() : ["-x", allocator]], Port, cancel);
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
        tcp_max_connections=16384
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
        {{role.Modules(Port)}}
        request_route {
            if (is_method("REGISTER")) { save("location"); exit; }
            {{role.Routes}}
            sl_send_reply("404", "Not here");
        }
        """;
}

/// <param name="Modules">By the port it listens on.</param>
internal sealed record KamailioRole(Func<int, string> Modules, string Routes);

internal static class KamailioRoles
{
    private const string Transactions = """loadmodule "tm.so" """;

    /// <summary>No transactions for REGISTER.</summary>
    public static KamailioRole Registrar { get; } = new(_ => "", "");

    /// <summary>Stateful relay of MESSAGE to who is registered here, else to the other server where there is one.</summary>
    public static KamailioRole Relay(int? other) => new(
        _ => Transactions,
        other is { } port ? $"if (!lookup(\"location\")) {{ $du = \"sip:127.0.0.1:{port};transport=tcp\"; }} t_relay(); exit;" : "if (lookup(\"location\")) { t_relay(); exit; }");

    /// <summary>Publications and subscriptions in memory only, everybody may watch everybody.</summary>
    public static KamailioRole Presence { get; } = new(
        port => Transactions + $$"""

        loadmodule "presence.so"
        loadmodule "presence_xml.so"
        modparam("presence", "db_url", "")
        modparam("presence", "subs_db_mode", 0)
        modparam("presence", "publ_cache", 2)
        modparam("presence", "subs_htable_size", 14)
        modparam("presence", "pres_htable_size", 14)
        modparam("presence", "max_expires", 7200)
        modparam("presence", "server_address", "sip:127.0.0.1:{{port}};transport=tcp")
        modparam("presence_xml", "db_url", "")
        modparam("presence_xml", "force_active", 1)
        """,
        """if (is_method("PUBLISH")) { handle_publish(); exit; } if (is_method("SUBSCRIBE")) { handle_subscribe(); exit; }""");
}
