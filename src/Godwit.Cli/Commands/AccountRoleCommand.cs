using System.CommandLine;
using Godwit.Admin;
using Godwit.Admin.Access;

namespace Godwit.Cli.Commands;

internal static class AccountRoleCommand
{
    public static Command Build()
    {
        var name = AccountCommand.Name();
        var role = new Argument<string>("ROLE") { Description = string.Join(", ", Roles.All) };
        role.AcceptOnlyFromAmong([.. Roles.All]);
        return Session.Verb(new Command("role", "Gives an account another role; it signs in anew") { name, role }, async (session, parsed, cancel) =>
        {
            var account = await session.Client.Access.Set(parsed.GetRequiredValue(name), new SetAdministrator(parsed.GetRequiredValue(role), null), cancel);
            session.Answer(account, AdminJson.Default.AdministratorView, screen => screen.Line($"{account.Name} is a {account.Role}"));
            return ExitCode.Done;
        });
    }
}
