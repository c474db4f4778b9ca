using System.CommandLine;
using Godwit.Admin;
using Godwit.Cli.Output;

namespace Godwit.Cli.Commands;

/// <summary><c>move suspend</c>, <c>move resume</c> and <c>move cancel</c>.</summary>
internal static class MoveSteerCommand
{
    public static Command Suspend() => Build("suspend", "Lets what is under way end, and nothing else begin");

    public static Command Resume() => Build("resume", "Lets a suspended move go on");

    public static Command Cancel() => Build("cancel", "Lets what is under way end; everybody else stays where she is");

    private static Command Build(string order, string description)
    {
        var id = MoveShowCommand.Id();
        return Session.Verb(new Command(order, description) { id }, async (session, parsed, cancel) =>
        {
            var move = await session.Client.Steer(parsed.GetRequiredValue(id), order, cancel);
            session.Answer(move, AdminJson.Default.MoveProgressView, screen => MoveText.Progress(move, screen));
            return ExitCode.Done;
        });
    }
}
