using System.CommandLine;
using Godwit.Admin;
using Godwit.Cli.Output;

namespace Godwit.Cli.Commands;

internal static class MoveReportCommand
{
    public static Command Build()
    {
        var id = MoveShowCommand.Id();
        return Session.Verb(new Command("report", "What became of every user of a move") { id }, async (session, parsed, cancel) =>
        {
            var move = await session.Client.MoveReport(parsed.GetRequiredValue(id), cancel);
            session.Answer(move, AdminJson.Default.MoveView, screen => MoveText.Report(move, screen));
            return ExitCode.Done;
        });
    }
}
