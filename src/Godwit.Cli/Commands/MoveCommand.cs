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
        var command = new Command("move", "Moves users to another pool, with all their data, while they stay signed in");
        route.AddTo(command);
        command.Options.Add(force);
        command.Options.Add(dryRun);
        wait.AddTo(command);
        terms.AddTo(command);
        Session.Verb(command, async (session, parsed, cancel) =>
        {
            var (move, problem) = route.Select(parsed);
            if (move is null) return session.Fail(problem!, ExitCode.BadUsage);
            return await Run(session, move with { Force = parsed.GetValue(force), DryRun = parsed.GetValue(dryRun), Terms = terms.Read(parsed) }, state => wait.Waits(parsed, state), cancel);
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

    private static async Task<int> Run(Session session, StartMove request, Func<string, bool> waits, CancellationToken cancel)
    {
        var move = await session.Client.Move(request, cancel);
        if (request.DryRun || !waits(move.State))
        {
            session.Answer(move, AdminJson.Default.MoveView, screen => MoveText.Begun(move, screen));
            return request.DryRun && move.Refused + move.Failed > 0 ? ExitCode.Refused : ExitCode.Done;
        }

        return await MoveWait.For(session, move.Id, cancel);
    }
}
