using System.CommandLine;
using Godwit.Admin;
using Godwit.Cli.Output;
using Godwit.Cli.Selection;

namespace Godwit.Cli.Commands;

/// <summary><c>move set ID</c>: other terms for a move that runs.</summary>
internal static class MoveSetCommand
{
    public static Command Build()
    {
        var id = MoveShowCommand.Id();
        var terms = new TermsOptions();
        var command = new Command("set", "Changes a move's terms while it runs; a rate or concurrency of 0 and --window none take the limit away") { id };
        terms.AddChangesTo(command);
        return Session.Verb(command, async (session, parsed, cancel) =>
        {
            var move = await session.Client.Change(parsed.GetRequiredValue(id), terms.ReadChange(parsed), cancel);
            session.Answer(move, AdminJson.Default.MoveProgressView, screen => MoveText.Progress(move, screen));
            return ExitCode.Done;
        });
    }
}
