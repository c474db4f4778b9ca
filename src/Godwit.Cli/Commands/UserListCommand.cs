using System.CommandLine;
using Godwit.Admin;

namespace Godwit.Cli.Commands;

internal static class UserListCommand
{
    public static Command Build() => Session.Verb(new Command("list", "All users: address, home, enabled, enhanced presence"), async (session, _, cancel) =>
    {
        var users = await session.Client.Users(cancel);
        session.Answer(users, AdminJson.Default.IReadOnlyListUserView, screen => screen.Table(
            ["Address", "Name", "Home", "Enabled", "Enhanced presence"],
            users.Select(u => (IReadOnlyList<string>)[u.Address, u.DisplayName, UserShowCommand.Home(u), u.Enabled ? "yes" : "no", UserShowCommand.Presence(u)])));
        return ExitCode.Done;
    });
}
