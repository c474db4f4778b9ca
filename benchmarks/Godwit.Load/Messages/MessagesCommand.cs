using System.CommandLine;
using System.Text.Json.Nodes;
using Godwit.Load.Measure;
using Godwit.Load.Peers;

namespace Godwit.Load.Messages;

/// <summary>
/// MESSAGE from one user to another through a stateful relay, the same generator against Debian's Kamailio and against Godwit, in turns: both users on one pool (one Kamailio),
/// and on two pools (two Kamailios). Ratios are of medians over the turns.
/// </summary>
internal static class MessagesCommand
{
    private const string Domain = "load.test";
    private const double Bar = 1.2;

    public static Command Build()
    {
        var pairs = new Option<int>("--pairs") { DefaultValueFactory = _ => 200, Description = "Senders, each with a receiver and one message under way" };
        var messages = new Option<int>("--messages") { DefaultValueFactory = _ => 200_000 };
        var turns = new Option<int>("--turns") { DefaultValueFactory = _ => 3, Description = "How often each server is measured" };
        var workers = new Option<int>("--kamailio-workers") { DefaultValueFactory = _ => 8 };
        var only = new Option<string?>("--only") { Description = "one or two: pools" };
        var peer = new Option<string?>("--peer") { Description = "kamailio or godwit: measure just one" };
        var json = new Option<bool>("--json");
        var command = new Command("messages", "MESSAGE through the relay against Debian's Kamailio") { pairs, messages, turns, workers, only, peer, json };
        command.SetAction(async (parsed, cancel) =>
        {
            var comparison = new Comparison("messages");
            foreach (var (pools, name) in ((int, string)[])[(1, "one"), (2, "two")])
            {
                if (parsed.GetValue(only) is { } one && one != name) continue;
                for (var turn = 0; turn < parsed.GetValue(turns); turn++)
                    foreach (var server in Comparison.Servers)
                        if (parsed.GetValue(peer) is not { } p || server.StartsWith(p, StringComparison.Ordinal))
                            await comparison.Add(name + " pool" + (pools > 1 ? "s" : ""), Bar, server, await Measure(server, pools, parsed.GetValue(workers), parsed.GetValue(pairs), parsed.GetValue(messages), cancel));
            }

            return comparison.Report(parsed.GetValue(json), new JsonObject { ["pairs"] = parsed.GetValue(pairs), ["messages"] = parsed.GetValue(messages) });
        });
        return command;
    }

    private static async Task<Turn> Measure(string name, int pools, int workers, int pairs, int messages, CancellationToken cancel)
    {
        var folder = System.IO.Directory.CreateTempSubdirectory("godwit-load-").FullName;
        try
        {
            await using var peers = new Servers(name, folder, workers, pools, pairs * 2);
            await peers.Start(cancel);
            using var load = new MessageLoad(Domain, pairs);
            await load.Prepare(peers.Port(0), peers.Port(pools - 1), cancel);
            await load.Run(messages / 4, cancel);
            var before = new CpuClock(peers.ProcessIds);
            var result = await load.Run(messages, cancel);
            if (result.Refused > 0 || result.Received < result.Latencies.Count)
                throw new InvalidOperationException($"{name}: {result.Refused} of {result.Latencies.Count} messages refused, {result.Received} arrived");
            return before.Turn(result.PerSecond, result.Latencies);
        }
        finally
        {
            System.IO.Directory.Delete(folder, recursive: true);
        }
    }

    /// <summary>One server for each pool; Godwit has all its pools in one.</summary>
    private sealed class Servers : IAsyncDisposable
    {
        private readonly List<IRegistrar> _all;

        public Servers(string name, string folder, int workers, int pools, int users)
        {
            if (name == "godwit")
            {
                _all = [new GodwitServer(folder, Domain, users, pools)];
                return;
            }

            var allocator = name == "kamailio" ? null : "tlsf";
            var last = new Kamailio(folder, workers, allocator, KamailioRoles.Relay(other: null));
            _all = pools == 1 ? [last] : [new Kamailio(folder, workers, allocator, KamailioRoles.Relay(last.Port)), last];
        }

        public IEnumerable<int> ProcessIds => _all.Select(s => s.ProcessId);

        public int Port(int pool) => _all[0] is GodwitServer godwit ? godwit.PortOf(pool) : _all[pool].Port;

        public async Task Start(CancellationToken cancel)
        {
            foreach (var server in _all) await server.Start(cancel);
        }

        public async ValueTask DisposeAsync()
        {
            foreach (var server in _all) await server.DisposeAsync();
        }
    }
}
