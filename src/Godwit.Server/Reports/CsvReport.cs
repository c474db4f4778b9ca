using Godwit.Moves;

namespace Godwit.Server.Reports;

/// <summary>A move as a table for spreadsheets: a header, and a line for each user, by address.</summary>
public static class CsvReport
{
    public static async Task Write(TextWriter text, MoveHead move, IAsyncEnumerable<UserOutcome> users)
    {
        await Line(text, ["user", "outcome", "from", "to", "reason", "lost"]);
        await foreach (var user in users)
            await Line(text, [user.User.Value, OutcomeText.Of(user.Outcome), user.From ?? "", move.ToPool, user.Reason ?? "", string.Join("; ", user.Lost)]);
    }

    private static Task Line(TextWriter text, IEnumerable<string> cells) => text.WriteAsync(string.Join(',', cells.Select(CsvCell.Of)) + "\r\n");
}
