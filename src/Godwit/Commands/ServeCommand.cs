using System.CommandLine;
using Godwit.Cli;
using Godwit.Server.Configuration;
using Godwit.Server.Hosting;
using Godwit.Server.Pools;

namespace Godwit.Commands;

/// <summary><c>godwit serve --config FILE</c>: the server, in the foreground, until it is told to stop.</summary>
internal static class ServeCommand
{
    public static Command Build()
    {
        var config = ConfigOption.Make();
        var jsonLog = new Option<bool>("--json-log") { Description = "Write the log as JSON lines" };
        var command = new Command("serve", "Runs the pools and the management that a configuration file names") { config, jsonLog };
        command.SetAction(async (parsed, cancel) =>
        {
            var file = parsed.GetRequiredValue(config);
            var problems = new ConfigProblems();
            if (ConfigReader.ReadFile(file.FullName, problems) is not { } forest)
            {
                ConfigOption.Print(problems, file.ToString());
                return ExitCode.Refused;
            }

            using var export = Telemetry.Export();
            using var loggers = Telemetry.ConsoleLog(parsed.GetValue(jsonLog));
            var how = new ForestStart(loggers, TimeProvider.System);
            if (forest.Join is { } join)
                return await Foreground.Run(forest, how, (JoinedHost host) => Serve(host.Pools, $"managed at {join.Host}:{join.Port}", cancel), cancel);
            return await Foreground.Run(forest, how, (ForestHost host) => Serve(host.Rack.Pools, Managed(forest, host), cancel), cancel);
        });
        return command;
    }

    private static string Managed(ForestSettings forest, ForestHost host)
    {
        var api = $"admin API: https://{forest.Management!.Https}, token in {host.TokenFile}";
        return host.FirstLink is { } link ? $"{api}\nno account yet; this link makes the first one, once and within 4 hours: {link}" : api;
    }

    private static Task<int> Serve(IReadOnlyList<PoolHost> pools, string managed, CancellationToken cancel)
    {
        foreach (var pool in pools) Console.WriteLine($"{pool.Fqdn}: {string.Join(", ", pool.Listeners)}");
        Console.WriteLine(managed);
        Console.WriteLine("ready");
        return Foreground.UntilStopped(cancel);
    }
}
