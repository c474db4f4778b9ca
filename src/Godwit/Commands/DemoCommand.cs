using System.CommandLine;
using Godwit.Cli;
using Godwit.Server.Demo;
using Godwit.Server.Hosting;
using Microsoft.Extensions.Logging;

namespace Godwit.Commands;

/// <summary>A demo that runs: its forest, its world and where it listens.</summary>
internal sealed record RunningDemo(ForestHost Host, DemoForest World, int PortBase, int HttpPort, string DataFolder);

/// <summary><c>godwit demo</c>: a forest in a box on the loopback interface, with people in it.</summary>
internal static class DemoCommand
{
    private static readonly Option<int> PortBase = Port("--port-base", 5060, "TCP port of the first pool; TLS on the next, the web service on the one after; the other pools 10 and 20 higher", 65535 - 22);
    private static readonly Option<int> HttpPort = Port("--http-port", 8443, "Port of the admin API", 65535);
    private static readonly Option<DirectoryInfo?> Folder = new("--data") { Description = "Folder of the demo's state; the same folder goes on where it ended (default: a fresh temporary one)" };
    private static readonly Option<int> Users = new("--users") { Description = "How many people there are, at least 6", DefaultValueFactory = _ => 300 };
    private static readonly Option<string?> Password = new("--password") { Description = "Everybody's password (default: a random one, printed at start)" };
    private static readonly Option<bool> Json = new("--json") { Description = "Say what there is as one JSON value on stdout; words go to stderr" };

    /// <param name="once">What <c>--once</c> does.</param>
    public static Command Build(Func<RunningDemo, bool, CancellationToken, Task<int>>? once = null)
    {
        var onceOption = new Option<bool>("--once") { Description = "Do the main job on the demo, report, and exit" };
        var command = new Command("demo", "Runs a forest in a box: three pools of three generations, with people on them") { PortBase, HttpPort, Folder, Users, Password, Json };
        if (once is not null) command.Options.Add(onceOption);
        Users.Validators.Add(r =>
        {
            if (r.GetValueOrDefault<int>() is < 6 or > 100_000) r.AddError("--users takes a number from 6 to 100000.");
        });
        command.SetAction(async (parsed, cancel) =>
        {
            var json = parsed.GetValue(Json);
            return once is not null && parsed.GetValue(onceOption)
                ? await Run(parsed, demo => once(demo, json, cancel), LogLevel.Warning, cancel)
                : await Run(parsed, demo => Serve(demo, json, cancel), LogLevel.Information, cancel);
        });
        return command;
    }

    private static async Task<int> Run(ParseResult parsed, Func<RunningDemo, Task<int>> act, LogLevel log, CancellationToken cancel)
    {
        var named = parsed.GetValue(Folder);
        var folder = named?.FullName ?? Directory.CreateTempSubdirectory("godwit-demo-").FullName;
        try
        {
            var world = DemoForest.Open(folder, parsed.GetValue(Users), parsed.GetValue(Password));
            if (world.Users != parsed.GetValue(Users) && parsed.GetResult(Users) is { Implicit: false })
                await Console.Error.WriteLineAsync($"The demo in {folder} was made with {world.Users} users and goes on with them.");
            var (portBase, httpPort) = (parsed.GetValue(PortBase), parsed.GetValue(HttpPort));
            using var export = Telemetry.Export();
            using var loggers = Telemetry.ConsoleLog(least: log);
            var how = new ForestStart(loggers, TimeProvider.System) { Seed = (doors, c) => world.Seed(doors, TimeProvider.System, c) };
            return await Foreground.Run(DemoForest.Settings(folder, portBase, httpPort), how, host => act(new RunningDemo(host, world, portBase, httpPort, folder)), cancel);
        }
        catch (Exception e) when (e is StartException or UnauthorizedAccessException or IOException)
        {
            await Console.Error.WriteLineAsync(e.Message);
            return ExitCode.Refused;
        }
        finally
        {
            if (named is null) Directory.Delete(folder, recursive: true);
        }
    }

    private static Task<int> Serve(RunningDemo demo, bool json, CancellationToken cancel)
    {
        if (json) DemoText.PrintJson(demo);
        else DemoText.Print(demo);
        return Foreground.UntilStopped(cancel);
    }

    private static Option<int> Port(string name, int usual, string description, int most)
    {
        var option = new Option<int>(name) { Description = description, DefaultValueFactory = _ => usual };
        option.Validators.Add(r =>
        {
            if (r.GetValueOrDefault<int>() is var port && (port < 1 || port > most)) r.AddError($"{name} takes a port number from 1 to {most}.");
        });
        return option;
    }
}
