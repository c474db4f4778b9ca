using System.CommandLine;
using Godwit.Admin;
using Godwit.Admin.Moves;
using Godwit.Cli.Output;
using Godwit.Cli.Selection;

namespace Godwit.Cli.Commands;

/// <summary><c>godwit move undo ID</c>: back to where everybody was, with all that has changed since.</summary>
internal static class MoveUndoCommand
{
    public static Command Build()
    {
        var id = MoveShowCommand.Id();
        var user = UserOption.Several("Only her");
        var force = new Option<bool>("--force") { Description = "Undo although a pool is out of reach: data follows when it is back" };
        var dryRun = new Option<bool>("--dry-run") { Description = "Only say what would happen to each user" };
        var noWait = new Option<bool>("--no-wait") { Description = "Do not wait for the end: answer with the new move's id" };
        var command = new Command("undo", "Takes a move back: users return to the home they had, with their data as it is now") { id, user, force, dryRun, noWait };
        return Session.Verb(command, async (session, parsed, cancel) =>
        {
            var undo = new UndoMove { Users = parsed.GetValue(user) is { Length: > 0 } named ? named : null, Force = parsed.GetValue(force), DryRun = parsed.GetValue(dryRun) };
            var move = await session.Client.Undo(parsed.GetRequiredValue(id), undo, cancel);
            if (!undo.DryRun && !parsed.GetValue(noWait)) return await MoveWait.For(session, move.Id, cancel);

            session.Answer(move, AdminJson.Default.MoveView, screen => MoveText.Summary(move, screen));
            return move.Refused + move.Failed == 0 ? ExitCode.Done : ExitCode.Refused;
        });
    }
}
