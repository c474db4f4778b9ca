using System.CommandLine;
using Godwit.Admin;

namespace Godwit.Cli.Commands;

internal static class AccountRemoveCommand
{
    public static Command Build()
    {
        var name = AccountCommand.Name();
        return Session.Verb(new Command("remove", "Removes an account, and ends its sessions") { name }, async (session, parsed, cancel) =>
        {
            var account = await session.Client.Access.Remove(parsed.GetRequiredValue(name), cancel);
            session.Answer(account, AdminJson.Default.AdministratorView, screen => screen.Line($"{account.Name} was removed"));
            return ExitCode.Done;
        });
    }
}
