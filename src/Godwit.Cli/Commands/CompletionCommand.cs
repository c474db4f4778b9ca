using System.CommandLine;
using Godwit.Cli.Completion;

namespace Godwit.Cli.Commands;

/// <summary><c>godwit completion bash</c>: a script that makes the shell complete verbs, options, pools, users and moves.</summary>
internal static class CompletionCommand
{
    public static Command Build()
    {
        var shell = new Argument<string>("SHELL") { Description = "bash, zsh, fish or pwsh" };
        shell.AcceptOnlyFromAmong([.. CompletionScripts.All.Keys]);
        var command = new Command("completion", "Prints what makes a shell complete godwit's words: source <(godwit completion bash)") { shell };
        command.SetAction(parsed =>
        {
            Console.WriteLine(CompletionScripts.All[parsed.GetRequiredValue(shell)]);
            return ExitCode.Done;
        });
        return command;
    }
}
