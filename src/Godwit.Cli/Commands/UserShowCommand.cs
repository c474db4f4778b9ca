using System.CommandLine;
using Godwit.Admin;
using Godwit.Admin.Users;
using Godwit.Cli.Output;

namespace Godwit.Cli.Commands;

internal static class UserShowCommand
{
    public static Command Build()
    {
        var address = UserCommand.Address();
        return Session.Verb(new Command("show", "One user") { address }, async (session, parsed, cancel) =>
        {
            var user = await session.Client.User(parsed.GetRequiredValue(address), cancel);
            session.Answer(user, AdminJson.Default.UserView, screen => Show(user, screen));
            return ExitCode.Done;
        });
    }

    public static void Show(UserView user, Screen screen) => screen.Card(
    [
        ("Address", user.Address), ("Name", user.DisplayName), ("Home", Home(user)), ("Enabled", user.Enabled ? "yes" : "no"),
        ("Enhanced presence", Presence(user)), ("In the directory", user.Dn),
    ]);

    public static string Home(UserView user) =>
        (user.Home.Length == 0 ? "(unassigned)" : user.Home) + (user.MovingTo.Length == 0 ? "" : $" → {user.MovingTo}");

    public static string Presence(UserView user) => user.EnhancedPresence switch
    {
        { Mode: true } => "in use",
        { Enabled: true } => "enabled",
        _ => "no",
    };
}
