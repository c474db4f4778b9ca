using System.CommandLine;
using System.Text.Json.Nodes;
using Godwit.Load.Measure;
using Godwit.Load.Peers;

namespace Godwit.Load.Presence;

/// <summary>
/// From PUBLISH to the NOTIFYs of all who watch, the same generator against Debian's presence server and against Godwit, in turns. Ratios are of medians over the turns.
/// </summary>
internal static class PresenceCommand
{
    private const string Domain = "load.test";
    private const double Bar = 2;

    /// <summary>Publishers, watchers of each, publishers at a time, publications.</summary>
    private static readonly Dictionary<string, (int Publishers, int Watchers, int AtATime, int Publications)> Loads = new()
    {
        ["many"] = (1_000, 50, 16, 6_000),
        ["one"] = (1, 100, 1, 2_000),
    };

    public static Command Build()
    {
        var turns = new Option<int>("--turns") { DefaultValueFactory = _ => 3, Description = "How often each server is measured" };
        var workers = new Option<int>("--kamailio-workers") { DefaultValueFactory = _ => 8 };
        var only = new Option<string?>("--only") { Description = "many (1,000 publishers, 50 watchers each) or one (100 watchers)" };
        var peer = new Option<string?>("--peer") { Description = "kamailio or godwit: measure just one" };
        var json = new Option<bool>("--json");
        var command = new Command("presence", "PUBLISH to NOTIFY against Debian's Kamailio") { turns, workers, only, peer, json };
        command.SetAction(async (parsed, cancel) =>
        {
            var comparison = new Comparison("presence");
            foreach (var (name, load) in Loads)
            {
                if (parsed.GetValue(only) is { } one && one != name) continue;
                for (var turn = 0; turn < parsed.GetValue(turns); turn++)
                    foreach (var server in Comparison.Servers)
                        if (parsed.GetValue(peer) is not { } p || server.StartsWith(p, StringComparison.Ordinal))
                            await comparison.Add($"{load.Publishers} x {load.Watchers}", Bar, server, await Measure(server, parsed.GetValue(workers), load, cancel));
            }

            return comparison.Report(parsed.GetValue(json), []);
        });
        return command;
    }

    private static async Task<Turn> Measure(string name, int workers, (int Publishers, int Watchers, int AtATime, int Publications) what, CancellationToken cancel)
    {
        var folder = System.IO.Directory.CreateTempSubdirectory("godwit-load-").FullName;
        try
        {
            using var load = new PresenceLoad(Domain, what.Publishers, what.Watchers);
            await using IRegistrar server = name == "godwit"
                ? new GodwitServer(folder, Domain, load.Users)
                : new Kamailio(folder, workers, name == "kamailio" ? null : "tlsf", KamailioRoles.Presence);
            await server.Start(cancel);
            await load.Prepare(server.Port, cancel);
            await load.Run(what.Publications / 4, what.AtATime, cancel);
            var clock = new CpuClock([server.ProcessId]);
            var result = await load.Run(what.Publications, what.AtATime, cancel);
            if (result.Latencies.Count < result.Notifications) throw new InvalidOperationException($"{name}: {result.Latencies.Count} of {result.Notifications} notifications arrived");
            return clock.Turn(result.PerSecond, result.Latencies);
        }
        finally
        {
            System.IO.Directory.Delete(folder, recursive: true);
        }
    }
}
