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
    private static readonly string[] Transports = ["tcp", "udp"];
    private static readonly string[] Names = ["kamailio", "kamailio-tlsf", "godwit"];

    public static Command Build()
    {
        var users = new Option<int>("--users") { DefaultValueFactory = _ => 100_000 };
        var turns = new Option<int>("--turns") { DefaultValueFactory = _ => 3, Description = "How often each server is measured" };
        var rounds = new Option<int>("--rounds") { DefaultValueFactory = _ => 3, Description = "How often each user registers in a turn" };
        var connections = new Option<int>("--connections") { DefaultValueFactory = _ => 500, Description = "TCP connections" };
        var sockets = new Option<int>("--sockets") { DefaultValueFactory = _ => 4, Description = "UDP sockets, 32 requests under way on each" };
        var workers = new Option<int>("--kamailio-workers") { DefaultValueFactory = _ => 8 };
        var only = new Option<string?>("--only") { Description = "tcp or udp" };
        var peer = new Option<string?>("--peer") { Description = "kamailio or godwit: measure just one" };
        var json = new Option<bool>("--json");
        var command = new Command("register", "REGISTER against Debian's Kamailio") { users, turns, rounds, connections, sockets, workers, only, peer, json };
        command.SetAction(async (parsed, cancel) =>
        {
            var figures = new JsonObject { ["benchmark"] = "register", ["users"] = parsed.GetValue(users), ["turns"] = parsed.GetValue(turns) };
            var good = true;
            foreach (var transport in Transports)
            {
                if (parsed.GetValue(only) is { } one && one != transport) continue;
                var results = new Dictionary<string, List<Turn>>();
                for (var turn = 0; turn < parsed.GetValue(turns); turn++)
                    foreach (var name in Names)
                    {
                        if (parsed.GetValue(peer) is { } p && !name.StartsWith(p, StringComparison.Ordinal)) continue;
                        var measured = await Measure(name, transport, parsed.GetValue(workers), new Load(parsed.GetValue(users), transport == "tcp" ? parsed.GetValue(connections) : parsed.GetValue(sockets), parsed.GetValue(rounds)), cancel);
                        (results.TryGetValue(name, out var list) ? list : results[name] = []).Add(measured);
                        await Console.Error.WriteLineAsync($"{transport} {name}: {measured}");
                        good &= measured.Refused == 0;
                    }

                good &= Add(figures, transport, results, transport == "tcp" ? 1.5 : 1.2);
            }

            if (parsed.GetValue(json)) Figures.PrintJson(figures);
            return good ? 0 : 1;
        });
        return command;
    }

    /// <summary>One server from its start to its end: warmed up with a twentieth of the users, then measured with all of them.</summary>
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
            using (await Run(load with { Users = load.Users / 20, Rounds = 20 })) { }
            var cpu = ProcessMemory.Cpu(registrar.ProcessId);
            var own = Environment.CpuUsage.TotalTime;
            using var result = await Run(load);
            var memory = ProcessMemory.Pss(registrar.ProcessId);
            return new Turn(result.PerSecond, result.Latencies.Percentile(50), result.Latencies.Percentile(99), result.Refused, result.Resent,
                (ProcessMemory.Cpu(registrar.ProcessId) - cpu) * 1e6 / result.Latencies.Count,
                (Environment.CpuUsage.TotalTime - own).TotalSeconds * 1e6 / result.Latencies.Count, memory / 1e6, (memory - before) / (double)load.Users);

            Task<LoadResult> Run(Load what) => transport == "tcp"
                ? TcpLoad.Run(registrar.Port, Domain, what.Users, what.Sockets, what.Rounds, cancel)
                : UdpLoad.Run(registrar.Port, Domain, what.Users, what.Sockets, what.Rounds, cancel);
        }
        finally
        {
            System.IO.Directory.Delete(folder, recursive: true);
        }
    }

    /// <summary>Adds what was measured over one transport; true when the bar was reached (or only one of the two was measured).</summary>
    private static bool Add(JsonObject figures, string transport, Dictionary<string, List<Turn>> results, double bar)
    {
        var here = new JsonObject { ["bar"] = bar };
        foreach (var (name, turns) in results)
            here[name] = new JsonObject
            {
                ["perSecond"] = Math.Round(Figures.Median(turns.Select(t => t.PerSecond))),
                ["p50Ms"] = Figures.Median(turns.Select(t => t.P50)),
                ["p99Ms"] = Figures.Median(turns.Select(t => t.P99)),
                ["cpuMicrosecondsEach"] = Math.Round(Figures.Median(turns.Select(t => t.CpuEach)), 1),
                ["memoryMB"] = Math.Round(Figures.Median(turns.Select(t => t.Megabytes))),
                ["bytesPerUser"] = Math.Round(Figures.Median(turns.Select(t => t.BytesPerUser))),
            };
        figures[transport] = here;
        if (!results.ContainsKey("godwit") || !results.ContainsKey("kamailio")) return true;
        var ratio = Ratio(results, "kamailio", t => t.PerSecond);
        here["ratio"] = ratio;
        here["p99Ratio"] = Ratio(results, "kamailio", t => t.P99);
        here["ratioToTlsf"] = Ratio(results, "kamailio-tlsf", t => t.PerSecond);
        here["p99RatioToTlsf"] = Ratio(results, "kamailio-tlsf", t => t.P99);
        // One pair of figures stands for the whole benchmark: that of the transport furthest from its bar.
        if (figures["ratio"] is null || ratio / bar < (double)figures["ratio"]! / (double)figures["bar"]!)
        {
            figures["ratio"] = ratio;
            figures["bar"] = bar;
        }

        Console.Error.WriteLine($"{transport}: {ratio:0.00} × Kamailio (bar {bar}), p99 {here["p99Ratio"]} ×; against its tlsf allocator {here["ratioToTlsf"]} ×");
        return ratio >= bar;
    }

    private static double Ratio(Dictionary<string, List<Turn>> results, string peer, Func<Turn, double> figure) =>
        Math.Round(Figures.Median(results["godwit"].Select(figure)) / Figures.Median(results[peer].Select(figure)), 2);

    private sealed record Load(int Users, int Sockets, int Rounds);

    private sealed record Turn(double PerSecond, double P50, double P99, int Refused, int Resent, double CpuEach, double LoadCpuEach, double Megabytes, double BytesPerUser)
    {
        public override string ToString() =>
            $"{Figures.Text(PerSecond)}/s, p50 {P50:0.00} ms, p99 {P99:0.00} ms, {Refused} refused, {Resent} sent again, server CPU {CpuEach:0.0} µs each, generator {LoadCpuEach:0.0}, {Megabytes:0} MB, {BytesPerUser:0} B a user";
    }
}
