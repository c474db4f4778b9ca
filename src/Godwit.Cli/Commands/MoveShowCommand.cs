using System.CommandLine;
using Godwit.Admin;
using Godwit.Cli.Completion;
using Godwit.Cli.Output;

namespace Godwit.Cli.Commands;

internal static class MoveShowCommand
{
    public static Argument<string> Id() => new Argument<string>("ID") { Description = "The move's id, as 'move list' shows it" }.OfMoves();

    public static Command Build()
    {
        var id = Id();
        return Session.Verb(new Command("show", "A move: its numbers, and whoever was not moved") { id }, async (session, parsed, cancel) =>
        {
            var move = await session.Client.MoveReport(parsed.GetRequiredValue(id), cancel);
            session.Answer(move, AdminJson.Default.MoveView, screen => MoveText.Summary(move, screen));
            return ExitCode.Done;
        });
    }
}
