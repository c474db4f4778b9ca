using System.CommandLine;
using Godwit.Admin;
using Godwit.Cli.Output;

namespace Godwit.Cli.Commands;

internal static class MoveListCommand
{
    public static Command Build() => Session.Verb(new Command("list", "All moves, newest first"), async (session, _, cancel) =>
    {
        var moves = await session.Client.Moves(cancel);
        session.Answer(moves, AdminJson.Default.IReadOnlyListMoveProgressView, screen => screen.Table(
            ["Move", "State", "Users", "Moved", "There already", "Undone", "Refused", "Failed"],
            moves.Select(m => (IReadOnlyList<string>)[m.Id, m.State, Screen.Text(m.Total), Screen.Text(m.Moved), Screen.Text(m.Unchanged), Screen.Text(m.Undone), Screen.Text(m.Refused), Screen.Text(m.Failed)])));
        return ExitCode.Done;
    });
}
