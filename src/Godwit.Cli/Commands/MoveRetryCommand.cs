using System.CommandLine;
using Godwit.Admin;
using Godwit.Admin.Moves;
using Godwit.Cli.Output;

namespace Godwit.Cli.Commands;

/// <summary><c>move retry ID</c>: the same move once more, for those who were not moved.</summary>
internal static class MoveRetryCommand
{
    public static Command Build()
    {
        var id = MoveShowCommand.Id();
        var refused = new Option<bool>("--refused") { Description = "Those who were refused, too" };
        var noWait = new Option<bool>("--no-wait") { Description = "Do not wait for what becomes of them" };
        return Session.Verb(new Command("retry", "Tries those again who failed, or whose turn did not come: the same move, on its terms") { id, refused, noWait }, async (session, parsed, cancel) =>
        {
            var name = parsed.GetRequiredValue(id);
            var begun = await session.Client.Retry(name, new RetryMove(parsed.GetValue(refused)), cancel);
            return parsed.GetValue(noWait) || begun.State is "scheduled" or "suspended" ? MoveWait.Leave(session, begun) : await MoveWait.For(session, name, cancel);
        });
    }
}
