using System.CommandLine;
using Godwit.Cli;
using Godwit.Server.Check;
using Godwit.Server.Configuration;

namespace Godwit.Commands;

/// <summary><c>godwit check --config FILE</c>: every problem of a configuration on this host, in words.</summary>
internal static class CheckCommand
{
    public static Command Build()
    {
        var config = ConfigOption.Make();
        var command = new Command("check", "Names every problem of a configuration file, the ports, the data folder and the certificates") { config };
        command.SetAction(parsed =>
        {
            var file = parsed.GetRequiredValue(config);
            var problems = new ConfigProblems();
            if (ConfigReader.ReadFile(file.FullName, problems) is { } forest) ForestCheck.Check(forest, TimeProvider.System.GetUtcNow(), problems);
            if (problems.None)
            {
                Console.WriteLine("OK");
                return ExitCode.Done;
            }

            ConfigOption.Print(problems, file.ToString());
            return ExitCode.Refused;
        });
        return command;
    }
}
