using System.CommandLine;
using System.Text.Json.Nodes;
using Godwit.Load.Measure;
using Godwit.Load.Peers;

namespace Godwit.Load.Register;

/// <summary>
/// REGISTER without authentication, the same generator against Debian's Kamailio and against Godwit, in turns, over TCP and UDP.
/// Ratios are of medians over the turns.
/// </summary>
internal static class RegisterCommand
{
    private const string Domain = "load.test";

    public static Command Build()
    {
        var users = new Option<int>("--users") { DefaultValueFactory = _ => 100_000 };
        var turns = new Option<int>("--turns") { DefaultValueFactory = _ => 3, Description = "How often each server is measured" };
        var rounds = new Option<int>("--rounds") { DefaultValueFactory = _ => 3, Description = "How often each user registers in a turn: once anew, then to refresh" };
        var connections = new Option<int>("--connections") { DefaultValueFactory = _ => 500, Description = "TCP connections" };
        var sockets = new Option<int>("--sockets") { DefaultValueFactory = _ => 4, Description = "UDP sockets, 32 requests under way on each" };
        var workers = new Option<int>("--kamailio-workers") { DefaultValueFactory = _ => 8 };
        var only = new Option<string?>("--only") { Description = "tcp or udp" };
        var peer = new Option<string?>("--peer") { Description = "kamailio or godwit: measure just one" };
        var json = new Option<bool>("--json");
        var command = new Command("register", "REGISTER against Debian's Kamailio") { users, turns, rounds, connections, sockets, workers, only, peer, json };
        command.SetAction(async (parsed, cancel) =>
        {
            var comparison = new Comparison("register");
            foreach (var (transport, bar) in ((string, double)[])[("tcp", 1.5), ("udp", 1.2)])
            {
                if (parsed.GetValue(only) is { } one && one != transport) continue;
                var load = new Load(parsed.GetValue(users), transport == "tcp" ? parsed.GetValue(connections) : parsed.GetValue(sockets), parsed.GetValue(rounds));
                for (var turn = 0; turn < parsed.GetValue(turns); turn++)
                    foreach (var name in Comparison.Servers)
                        if (parsed.GetValue(peer) is not { } p || name.StartsWith(p, StringComparison.Ordinal))
                            await comparison.Add(transport, bar, name, await Measure(name, transport, parsed.GetValue(workers), load, cancel));
            }

            return comparison.Report(parsed.GetValue(json), new JsonObject { ["users"] = parsed.GetValue(users), ["rounds"] = parsed.GetValue(rounds) });
        });
        return command;
    }

    /// <summary>
    /// One server from its start to its end: warmed up with a twentieth of the users, who come, stay and go many times over as at a server that has run for a while, then measured with all of them.
    /// </summary>
    private static async Task<Turn> Measure(string name, string transport, int workers, Load load, CancellationToken cancel)
    {
        var folder = System.IO.Directory.CreateTempSubdirectory("godwit-load-").FullName;
        try
        {
            await using IRegistrar registrar = name switch
            {
                "kamailio" => new Kamailio(folder, workers, allocator: null, KamailioRoles.Registrar),
                "kamailio-tlsf" => new Kamailio(folder, workers, "tlsf", KamailioRoles.Registrar),
                _ => new GodwitServer(folder, Domain, load.Users),
            };
            await registrar.Start(cancel);
            var before = ProcessMemory.Pss(registrar.ProcessId);
            using (await Run(load with { Users = load.Users / 20, Rounds = 60, ComeAndGo = true })) { }
            var clock = new CpuClock([registrar.ProcessId]);
            using var result = await Run(load);
            if (result.Refused > 0) throw new InvalidOperationException($"{name} refused {result.Refused} of {result.Latencies.Count} over {transport}");
            var turn = clock.Turn(result.PerSecond, result.Latencies);
            return turn with { BytesPerUser = ((turn.Megabytes * 1e6) - before) / load.Users };

            Task<LoadResult> Run(Load what) => transport == "tcp"
                ? TcpLoad.Run(registrar.Port, Domain, what.Users, what.Sockets, what.Rounds, what.ComeAndGo, cancel)
                : UdpLoad.Run(registrar.Port, Domain, what.Users, what.Sockets, what.Rounds, what.ComeAndGo, cancel);
        }
        finally
        {
            System.IO.Directory.Delete(folder, recursive: true);
        }
    }

    private sealed record Load(int Users, int Sockets, int Rounds)
    {
        /// <summary>They sign out now and then, and in anew.</summary>
        public bool ComeAndGo { get; init; }
    }
}
