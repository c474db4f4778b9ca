using System.CommandLine;
using Godwit.Admin;

namespace Godwit.Cli.Commands;

internal static class UserEnableCommand
{
    public static Command Build(bool enable)
    {
        var address = UserCommand.Address();
        var command = enable
            ? new Command("enable", "Lets a user sign in") { address }
            : new Command("disable", "Keeps a user from signing in, and signs her endpoints out at once") { address };
        return Session.Verb(command, async (session, parsed, cancel) =>
        {
            var user = await session.Client.SetEnabled(parsed.GetRequiredValue(address), enable, cancel);
            session.Answer(user, AdminJson.Default.UserView, screen => screen.Line($"{user.Address} is {(user.Enabled ? "enabled" : "disabled")}"));
            return ExitCode.Done;
        });
    }
}
