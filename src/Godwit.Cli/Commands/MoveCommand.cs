using System.CommandLine;
using Godwit.Admin;
using Godwit.Admin.Moves;
using Godwit.Cli.Output;
using Godwit.Cli.Selection;

namespace Godwit.Cli.Commands;

/// <summary><c>godwit move --to POOL …</c>, and the verbs that look at moves.</summary>
internal static class MoveCommand
{
    public static Command Build()
    {
        var route = new RouteOptions();
        var force = new Option<bool>("--force") { Description = "Move although a pool is out of reach: users go at once with what is known of their contacts, allow/block and meetings; the rest is missing until the pool is back" };
        var dryRun = new Option<bool>("--dry-run") { Description = "Only say what would happen to each user" };
        var wait = new WaitOptions();
        var terms = new TermsOptions();
        var data = new DataOptions();
        var command = new Command("move", "Moves users to another pool, with all their data, while they stay signed in");
        route.AddTo(command);
        command.Options.Add(force);
        command.Options.Add(dryRun);
        data.AddTo(command, force, dryRun);
        wait.AddTo(command);
        terms.AddTo(command);
        Session.Verb(command, async (session, parsed, cancel) =>
        {
            var (move, problem) = route.Select(parsed);
            if (move is null) return session.Fail(problem!, ExitCode.BadUsage);
            move = move with { Force = parsed.GetValue(force), DryRun = parsed.GetValue(dryRun), Terms = terms.Read(parsed) };
            if (data.File(parsed) is not { } file) return await Go(session, await session.Client.Move(move, cancel), move.DryRun, state => wait.Waits(parsed, state), cancel);
            var (started, code) = await ForcedMove.Start(session, data.Order(parsed, move, file), file, cancel);
            return started is null ? code : await Go(session, started, false, state => wait.Waits(parsed, state), cancel);
        });
        command.Subcommands.Add(PlanCommand.Build());
        command.Subcommands.Add(MoveListCommand.Build());
        command.Subcommands.Add(MoveShowCommand.Build());
        command.Subcommands.Add(MoveReportCommand.Build());
        command.Subcommands.Add(MoveWatchCommand.Build());
        command.Subcommands.Add(MoveSteerCommand.Suspend());
        command.Subcommands.Add(MoveSteerCommand.Resume());
        command.Subcommands.Add(MoveSteerCommand.Cancel());
        command.Subcommands.Add(MoveRetryCommand.Build());
        command.Subcommands.Add(MoveSetCommand.Build());
        command.Subcommands.Add(MoveUndoCommand.Build());
        command.Subcommands.Add(MoveDoctorCommand.Build());
        command.Subcommands.Add(MoveReceiptsCommand.Build());
        command.Subcommands.Add(MoveVerifyCommand.Build());
        command.Subcommands.Add(MoveKeyCommand.Build());
        return command;
    }

    private static async Task<int> Go(Session session, MoveView move, bool dryRun, Func<string, bool> waits, CancellationToken cancel)
    {
        if (dryRun || !waits(move.State))
        {
            session.Answer(move, AdminJson.Default.MoveView, screen => MoveText.Begun(move, screen));
            return dryRun && move.Refused + move.Failed > 0 ? ExitCode.Refused : ExitCode.Done;
        }

        return await MoveWait.For(session, move.Id, cancel);
    }
}
