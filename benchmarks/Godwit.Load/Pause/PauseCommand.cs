using System.CommandLine;
using System.Diagnostics;
using System.Text.Json.Nodes;
using Godwit.Demo;
using Godwit.Load.Measure;
using Godwit.Moves;
using Godwit.Server.Demo;
using Godwit.Server.Hosting;
using Microsoft.Extensions.Logging;

namespace Godwit.Load.Pause;

/// <summary>
/// How long a signed-in user's writes are held while she is moved (fence to release), and what becomes of the messages that are sent to her all the
/// while. A pool is moved to another and back, over and over, until enough messages were sent.
/// </summary>
internal static class PauseCommand
{
    private const double BarMs = 150;

    public static Command Build()
    {
        var users = new Option<int>("--users") { DefaultValueFactory = _ => 900, Description = "Users of the forest; a third of them is moved each time" };
        var signedIn = new Option<int>("--signed-in") { DefaultValueFactory = _ => 100, Description = "How many of the moved users are signed in" };
        var messages = new Option<int>("--messages") { DefaultValueFactory = _ => 10_000 };
        var json = new Option<bool>("--json");
        var command = new Command("pause", "The pause of a signed-in user's service during a move, and messages lost") { users, signedIn, messages, json };
        command.SetAction(async (parsed, cancel) =>
        {
            var folder = System.IO.Directory.CreateTempSubdirectory("godwit-load-").FullName;
            try
            {
                using var pauses = new Pauses();
                var world = DemoForest.Open(folder, parsed.GetValue(users), "not a secret");
                using var loggers = LoggerFactory.Create(logging => logging.AddConsole().SetMinimumLevel(LogLevel.Warning));
                var how = new ForestStart(loggers, TimeProvider.System) { Seed = (doors, c) => world.Seed(doors, TimeProvider.System, c) };
                var ports = (27_000, 27_040);
                var settings = DemoForest.Settings(folder, ports.Item1, ports.Item2);
                await using var host = await ForestHost.Start(settings, how, cancel);
                var run = await Run(host, world, ports.Item1, parsed.GetValue(signedIn), parsed.GetValue(messages), cancel);
                return Report(run, pauses, parsed.GetValue(json));
            }
            finally
            {
                System.IO.Directory.Delete(folder, recursive: true);
            }
        });
        return command;
    }

    private static async Task<PauseRun> Run(ForestHost host, DemoForest world, int portBase, int signedIn, int messages, CancellationToken cancel)
    {
        string[] pools = [DemoForest.Lcs01, DemoForest.R2Pool];
        var movers = host.View.Users.Where(u => u.HomePool == pools[0]).Select(u => u.Address).Order().ToList();
        var receivers = await SignIn(movers.Take(signedIn).Select(u => u.Value), world.Password, portBase, cancel);
        var senders = await SignIn(host.View.Users.Where(u => u.HomePool == DemoForest.Ocs07).Take(8).Select(u => u.Address.Value), world.Password, portBase + 10, cancel);
        foreach (var receiver in receivers) receiver.StaySignedIn();

        var chatter = new Chatter(senders, receivers);
        using var stop = new CancellationTokenSource();
        var talking = chatter.Run(stop.Token);
        var started = Stopwatch.GetTimestamp();
        var moves = 0;
        for (; chatter.Sent < messages; moves++)
        {
            var id = await host.Moves.Start(new MoveRequest(movers, pools[(moves + 1) % 2], false, "benchmark"), cancel);
            await foreach (var progress in host.Moves.Watch(id, cancel))
                if (progress is { Refused: > 0 } or { Failed: > 0 }) throw new InvalidOperationException($"Move {id} refused {progress.Refused} and failed {progress.Failed} users");
        }

        await stop.CancelAsync();
        await talking;
        var seconds = Stopwatch.GetElapsedTime(started).TotalSeconds;
        foreach (var client in receivers.Concat(senders)) await client.DisposeAsync();
        return new PauseRun(moves, moves * movers.Count, chatter.Sent, chatter.Undelivered, chatter.Lost(), receivers.Sum(r => r.Returns), seconds);
    }

    private static async Task<List<DemoClient>> SignIn(IEnumerable<string> addresses, string password, int port, CancellationToken cancel)
    {
        var clients = addresses.Select(a => new DemoClient(a, password, port)).ToList();
        foreach (var client in clients) await client.SignIn(cancel);
        return clients;
    }

    private static int Report(PauseRun run, Pauses pauses, bool json)
    {
        var (p50, p99, max) = (pauses.Percentile(50), pauses.Percentile(99), pauses.Percentile(100));
        Console.Error.WriteLine(
            $"{run.Moves} moves, {run.UsersMoved} users, {pauses.Count} of them signed in: held p50 {p50:0} ms, p99 {p99:0} ms, at most {max:0} ms (bar: p99 {BarMs} ms)");
        Console.Error.WriteLine($"{run.Sent} messages sent meanwhile in {run.Seconds:0} s: {run.Lost} lost, {run.Undelivered} answered with an error; clients came over {run.Returns} times");
        if (json)
            Figures.PrintJson(new JsonObject
            {
                ["benchmark"] = "pause",
                ["ratio"] = Math.Round(BarMs / Math.Max(p99, 0.001), 2),
                ["bar"] = 1,
                ["p50Ms"] = Math.Round(p50, 1),
                ["p99Ms"] = Math.Round(p99, 1),
                ["maxMs"] = Math.Round(max, 1),
                ["pauses"] = pauses.Count,
                ["moves"] = run.Moves,
                ["usersMoved"] = run.UsersMoved,
                ["messagesSent"] = run.Sent,
                ["messagesLost"] = run.Lost,
                ["messagesRefused"] = run.Undelivered,
            });
        return p99 <= BarMs && run.Lost == 0 ? 0 : 1;
    }

    private sealed record PauseRun(int Moves, int UsersMoved, int Sent, int Undelivered, int Lost, int Returns, double Seconds);
}
