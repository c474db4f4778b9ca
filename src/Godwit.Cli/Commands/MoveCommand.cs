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
        var to = new Option<string?>("--to") { Description = "The FQDN of the pool to move to" };
        var who = new WhoOptions();
        var force = new Option<bool>("--force") { Description = "Move although a pool is unavailable: contacts, allow/block, meetings and enhanced presence data may be lost" };
        var dryRun = new Option<bool>("--dry-run") { Description = "Only say what would happen to each user" };
        var command = new Command("move", "Moves users to another pool, with all their data, while they stay signed in") { to, force, dryRun };
        who.AddTo(command);
        command.Validators.Add(result =>
        {
            if (result.GetValue(to) is null) result.AddError("Say where to: --to POOL.");
        });
        Session.Verb(command, async (session, parsed, cancel) =>
        {
            var (move, problem) = who.Select(parsed, parsed.GetValue(to)!);
            if (move is null) return session.Fail(problem!, ExitCode.BadUsage);
            return await Run(session, move with { Force = parsed.GetValue(force), DryRun = parsed.GetValue(dryRun) }, cancel);
        });
        command.Subcommands.Add(MoveListCommand.Build());
        command.Subcommands.Add(MoveShowCommand.Build());
        command.Subcommands.Add(MoveReportCommand.Build());
        return command;
    }

    private static async Task<int> Run(Session session, StartMove request, CancellationToken cancel)
    {
        var move = await session.Client.Move(request, cancel);
        if (!request.DryRun)
        {
            await MoveBar.Show(session.Client.Watch(move.Id, cancel), session.Screen.Progress, cancel);
            move = await session.Client.MoveReport(move.Id, cancel);
        }

        session.Answer(move, AdminJson.Default.MoveView, screen => MoveText.Summary(move, screen));
        return move.Refused + move.Failed == 0 ? ExitCode.Done : ExitCode.Refused;
    }
}
