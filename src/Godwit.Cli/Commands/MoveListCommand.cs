using System.CommandLine;
using System.Globalization;
using Godwit.Admin;

namespace Godwit.Cli.Commands;

internal static class MoveListCommand
{
    public static Command Build() => Session.Verb(new Command("list", "All moves, newest first"), async (session, _, cancel) =>
    {
        var moves = await session.Client.Moves(cancel);
        session.Answer(moves, AdminJson.Default.IReadOnlyListMoveProgressView, screen => screen.Table(
            ["Move", "State", "Users", "Moved", "There already", "Refused", "Failed"],
            moves.Select(m => (IReadOnlyList<string>)[m.Id, m.State, Text(m.Total), Text(m.Moved), Text(m.Unchanged), Text(m.Refused), Text(m.Failed)])));
        return ExitCode.Done;
    });

    private static string Text(int number) => number.ToString(CultureInfo.InvariantCulture);
}
