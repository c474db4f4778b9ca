using Godwit.Admin;
using Godwit.Admin.Moves;
using Godwit.Cli.Output;

namespace Godwit.Cli.Commands;

/// <summary>The end of the verbs that begin a move, or look on.</summary>
internal static class MoveWait
{
    /// <summary>Waits for the end of the move, and says what became of it.</summary>
    public static async Task<int> For(Session session, string id, CancellationToken cancel)
    {
        await MoveBar.Show(session.Client.Watch(id, cancel), session.Screen.Progress, cancel);
        return await Report(session, id, cancel);
    }

    public static async Task<int> Report(Session session, string id, CancellationToken cancel)
    {
        var move = await session.Client.MoveReport(id, cancel);
        session.Answer(move, AdminJson.Default.MoveView, screen => MoveText.Summary(move, screen));
        return move.Refused + move.Failed == 0 ? ExitCode.Done : ExitCode.Refused;
    }

    /// <summary>The move goes on by itself.</summary>
    public static int Leave(Session session, MoveProgressView begun)
    {
        session.Answer(begun, AdminJson.Default.MoveProgressView, screen => MoveText.Progress(begun, screen));
        return ExitCode.Done;
    }
}
