using System.CommandLine;
using Godwit.Cli;
using Godwit.Server.Configuration;
using Godwit.Server.Hosting;

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
            return await Foreground.Run(forest, new ForestStart(loggers, TimeProvider.System), host =>
            {
                foreach (var pool in host.Rack.Pools) Console.WriteLine($"{pool.Fqdn}: {string.Join(", ", pool.Settings.Listeners)}");
                Console.WriteLine($"admin API: https://{forest.Management.Https}, token in {host.TokenFile}");
                Console.WriteLine("ready");
                return Foreground.UntilStopped(cancel);
            }, cancel);
        });
        return command;
    }
}
