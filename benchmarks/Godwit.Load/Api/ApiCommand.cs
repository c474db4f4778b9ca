using System.CommandLine;
using System.Diagnostics;
using System.Text.Json.Nodes;
using Godwit.Admin;
using Godwit.Admin.Users;
using Godwit.Load.Measure;

namespace Godwit.Load.Api;

/// <summary>
/// Pages of 100 users from the admin API of a demo of so many users, asked for at a steady rate whether answers come or not: from anywhere in the list, by
/// address, by name backwards, of one pool, and by search. The bar is the 99th percentile; the ratio is the bar divided by it.
/// </summary>
internal static class ApiCommand
{
    private const double Bar = 50;

    public static Command Build()
    {
        var users = new Option<int>("--users") { DefaultValueFactory = _ => 100_000 };
        var rate = new Option<int>("--rate") { DefaultValueFactory = _ => 200, Description = "Requests a second" };
        var seconds = new Option<int>("--seconds") { DefaultValueFactory = _ => 30 };
        var json = new Option<bool>("--json");
        var command = new Command("api", "Pages of users from the admin API, at a steady rate") { users, rate, seconds, json };
        command.SetAction(async (parsed, cancel) =>
        {
            var (count, perSecond) = (parsed.GetValue(users), parsed.GetValue(rate));
            await using var server = await DemoServer.Start(count, cancel);
            using var api = new AdminClient(server.Address);
            await Load(api, count, perSecond, 5, cancel);
            var (answers, failed) = await Load(api, count, perSecond, parsed.GetValue(seconds), cancel);
            var p99 = answers.Percentile(99);
            await Console.Error.WriteLineAsync($"{answers.Count} pages of 100 of {count} users at {perSecond}/s: p50 {Figures.Text(answers.Percentile(50))} ms, p99 {Figures.Text(p99)} ms (bar {Bar} ms), {failed} failed");
            if (parsed.GetValue(json))
                Figures.PrintJson(new JsonObject
                {
                    ["benchmark"] = "api",
                    ["ratio"] = Math.Round(Bar / p99, 2),
                    ["bar"] = Bar,
                    ["users"] = count,
                    ["requestsPerSecond"] = perSecond,
                    ["p50Ms"] = answers.Percentile(50),
                    ["p99Ms"] = p99,
                    ["failed"] = failed,
                });
            return p99 <= Bar && failed == 0 ? 0 : 1;
        });
        return command;
    }

    private static async Task<(Latencies Answers, int Failed)> Load(AdminClient api, int users, int rate, int seconds, CancellationToken cancel)
    {
        var (answers, failed) = (new Latencies(), 0);
        var under = new List<Task>(rate * seconds);
        var (random, began) = (new Random(1), Stopwatch.GetTimestamp());
        for (var i = 0; i < rate * seconds; i++)
        {
            var due = TimeSpan.FromSeconds((double)i / rate) - Stopwatch.GetElapsedTime(began);
            if (due > TimeSpan.Zero) await Task.Delay(due, TimeProvider.System, cancel);
            under.Add(Ask(Query(random, users)));
        }

        await Task.WhenAll(under);
        return (answers, failed);

        async Task Ask(UserQuery query)
        {
            var asked = Stopwatch.GetTimestamp();
            try
            {
                var page = await api.Users(query, cancel);
                if (page.Users.Count == 0) Interlocked.Increment(ref failed);
            }
            catch (Exception e) when (e is AdminException or ServerUnreachableException)
            {
                Interlocked.Increment(ref failed);
            }

            answers.Add(asked, Stopwatch.GetTimestamp());
        }
    }

    private static UserQuery Query(Random random, int users) => random.Next(4) switch
    {
        0 => new UserQuery { Offset = random.Next(users - 100) },
        1 => new UserQuery { Sort = "-name", Offset = random.Next(users - 100) },
        2 => new UserQuery { Pool = "r2pool.godwit.test", Offset = random.Next((users / 3) - 100) },
        _ => new UserQuery { Search = $"sip:{(char)('a' + random.Next(3))}*" },
    };
}
