using System.CommandLine;
using Godwit.Cli.Commands;

namespace Godwit.Cli;

/// <summary>The verbs that reach a server, in the order help shows them.</summary>
public static class CliVerbs
{
    public static IReadOnlyList<Command> Build() => [UserCommand.Build(), PoolCommand.Build(), MoveCommand.Build()];

    /// <summary>Runs a command line; every misuse is answered in words with <see cref="ExitCode.BadUsage"/>.</summary>
    public static async Task<int> Run(RootCommand root, string[] args)
    {
        var parsed = root.Parse(args);
        if (parsed.Errors.Count == 0) return await parsed.InvokeAsync();
        foreach (var error in parsed.Errors.Select(e => e.Message).Distinct()) await Console.Error.WriteLineAsync(error);
        await Console.Error.WriteLineAsync($"See '{parsed.CommandResult.CommandPath()} --help'.");
        return ExitCode.BadUsage;
    }

    private static string CommandPath(this System.CommandLine.Parsing.CommandResult result)
    {
        var names = new Stack<string>();
        for (System.CommandLine.Parsing.SymbolResult? at = result; at is System.CommandLine.Parsing.CommandResult command; at = at.Parent)
            names.Push(command.Command is RootCommand ? "godwit" : command.Command.Name);
        return string.Join(' ', names);
    }
}
