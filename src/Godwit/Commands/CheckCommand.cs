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
        var json = new Option<bool>("--json") { Description = "Answer with one JSON value on stdout: ok, and the problems; words go to stderr" };
        var command = new Command("check", "Names every problem of a configuration file, the ports, the data folder and the certificates") { config, json };
        command.SetAction(parsed =>
        {
            var file = parsed.GetRequiredValue(config);
            var problems = new ConfigProblems();
            if (ConfigReader.ReadFile(file.FullName, problems) is { } forest) ForestCheck.Check(forest, TimeProvider.System.GetUtcNow(), problems);
            if (!problems.None) ConfigOption.Print(problems, file.ToString());
            if (parsed.GetValue(json)) ConfigOption.PrintJson(problems);
            else if (problems.None) Console.WriteLine("OK");
            return problems.None ? ExitCode.Done : ExitCode.Refused;
        });
        return command;
    }
}
