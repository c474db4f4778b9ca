using System.CommandLine;
using Godwit.Cli.Output;

namespace Godwit.Cli.Commands;

/// <summary><c>move watch ID</c>: the bar again, or a line for each user.</summary>
internal static class MoveWatchCommand
{
    public static Command Build()
    {
        var id = MoveShowCommand.Id();
        var users = new Option<bool>("--users") { Description = "A line on stderr for each user as her outcome becomes known, instead of the bar" };
        return Session.Verb(new Command("watch", "Shows a move as it runs, until it ends") { id, users }, async (session, parsed, cancel) =>
        {
            var name = parsed.GetRequiredValue(id);
            if (!parsed.GetValue(users)) return await MoveWait.For(session, name, cancel);
            await foreach (var now in session.Client.Watch(name, cancel))
                foreach (var user in now.News ?? []) await Console.Error.WriteLineAsync($"{user.Address}\t{user.State}\t{user.Reason}");
            return await MoveWait.Report(session, name, cancel);
        });
    }
}
