using System.CommandLine;
using System.Text.Json;
using Godwit.Cli.Commands;
using Godwit.Cli.Output;

namespace Godwit.Cli;

/// <summary>The verbs that reach a server, in the order help shows them.</summary>
public static class CliVerbs
{
    public static IReadOnlyList<Command> Build() =>
    [
        UserCommand.Build(), PoolCommand.Build(), FilterCommand.Build(), MoveCommand.Build(), ExportCommand.Build(), ImportCommand.Build(), DbimpexpCommand.Build(), TopCommand.Build(),
        AccountCommand.Build(), TokenCommand.Build(), AuditCommand.Build(), ProfileCommand.Build(), CompletionCommand.Build(),
    ];

    /// <summary>A server that is told to stop may take so long to see its clients off; then the process ends in any case.</summary>
    private static readonly TimeSpan Farewell = TimeSpan.FromSeconds(30);

    /// <summary>A word that begins with @ is what it says (a password, an address), not the name of a file to read words from.</summary>
    private static readonly ParserConfiguration Words = new() { ResponseFileTokenReplacer = null };

    /// <summary>Runs a command line; every misuse is answered in words with <see cref="ExitCode.BadUsage"/>.</summary>
    public static async Task<int> Run(RootCommand root, string[] args)
    {
        var parsed = root.Parse(args, Words);
        // A line that is being completed has its errors still before it.
        if (parsed.Errors.Count == 0 || (args is [var first, ..] && first.StartsWith("[suggest", StringComparison.Ordinal))) return await parsed.InvokeAsync(new InvocationConfiguration { ProcessTerminationTimeout = Farewell });
        var errors = parsed.Errors.Select(e => e.Message).Distinct().ToList();
        // A word that nobody knows is why the rest is missing.
        if (errors.Where(e => parsed.UnmatchedTokens.Any(t => e.Contains($"'{t}'", StringComparison.Ordinal))).ToList() is { Count: > 0 } unknown) errors = unknown;
        foreach (var error in errors) await Console.Error.WriteLineAsync(error);
        await Console.Error.WriteLineAsync($"See '{parsed.CommandResult.CommandPath()} --help'.");
        if (args.Contains("--json")) Console.WriteLine(JsonSerializer.Serialize(new Failure(string.Join(' ', errors)), CliJson.Default.Failure));
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
