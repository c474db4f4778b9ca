using System.Text.Json;
using System.Text.Json.Serialization;
using Godwit.Cli.Output;
using Godwit.Server.Configuration;

namespace Godwit.Commands;

/// <summary>What a demo says once it is ready.</summary>
internal static partial class DemoText
{
    public static void Print(RunningDemo demo)
    {
        var screen = new Screen();
        screen.Table(
            ["Pool", "Generation", "Listeners", "Users"],
            Pools(demo).Select(p => (IReadOnlyList<string>)[p.Fqdn, p.Generation, string.Join(", ", p.Listeners), $"{p.Users}, among them {p.Known}"]));
        screen.Card([
            ("console, API", Admin(demo)),
            ("sign in as", @"GODWIT\alice (alice@godwit.test) and so on"),
            ("password", demo.World.Password),
            ("data", demo.DataFolder),
            ("try", "godwit user list; godwit move --from lcs01.godwit.test --to r2pool.godwit.test" + (demo.HttpPort == 8443 ? "" : $" --server {Admin(demo)}")),
        ]);
        screen.Line("ready");
    }

    public static void PrintJson(RunningDemo demo) =>
        Console.WriteLine(JsonSerializer.Serialize(new Ready(true, Admin(demo), demo.World.Users, demo.World.Password, demo.DataFolder, [.. Pools(demo)]), DemoJson.Default.Ready));

    private static string Admin(RunningDemo demo) => $"https://127.0.0.1:{demo.HttpPort}";

    private static IEnumerable<PoolLine> Pools(RunningDemo demo) =>
        demo.Host.Rack.Pools.Select(p =>
        {
            var users = demo.Host.View.Users.Where(u => string.Equals(u.HomePool, p.Fqdn, StringComparison.OrdinalIgnoreCase)).ToList();
            string[] six = ["alice", "bob", "carol", "dave", "erin", "frank"];
            return new PoolLine(p.Fqdn, PoolNames.Of(p.Record.Generation), p.Listeners, users.Count, string.Join(", ", six.Intersect(users.Select(u => u.Login))));
        });

    private sealed record Ready([property: JsonPropertyName("ready")] bool IsReady, string Admin, int Users, string Password, string Data, IReadOnlyList<PoolLine> Pools);

    private sealed record PoolLine(string Fqdn, string Generation, IReadOnlyList<string> Listeners, int Users, string Known);

    [JsonSourceGenerationOptions(JsonSerializerDefaults.Web)]
    [JsonSerializable(typeof(Ready))]
    private sealed partial class DemoJson : JsonSerializerContext;
}
