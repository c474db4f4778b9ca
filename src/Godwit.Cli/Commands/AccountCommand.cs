using System.CommandLine;
using System.Globalization;
using Godwit.Admin;
using Godwit.Admin.Access;

namespace Godwit.Cli.Commands;

/// <summary><c>godwit account</c>: the people who may administer.</summary>
internal static class AccountCommand
{
    public static Command Build() => new("account", "Accounts of people who administer the server") { AccountAddCommand.Build(), List(), AccountRemoveCommand.Build(), AccountRoleCommand.Build() };

    public static Argument<string> Name() => new("NAME") { Description = "The account's name, any case" };

    public static Option<string> Role(string what)
    {
        var role = new Option<string>("--role") { Description = $"What {what} may do: {Roles.Reader} (sees everything), {Roles.UserAdministrator} (users and moves), {Roles.ServerAdministrator} (everything)", Required = true };
        role.AcceptOnlyFromAmong([.. Roles.All]);
        return role;
    }

    public static string When(DateTimeOffset? time) => time?.ToString("yyyy-MM-dd HH:mm 'UTC'", CultureInfo.InvariantCulture) ?? "never";

    private static Command List() => Session.Verb(new Command("list", "All accounts"), async (session, _, cancel) =>
    {
        var accounts = await session.Client.Access.Accounts(cancel);
        session.Answer(accounts, AdminJson.Default.IReadOnlyListAdministratorView, screen => screen.Table(
            ["Account", "Role", "Made", "Last sign-in"], accounts.Select(a => (IReadOnlyList<string>)[a.Name, a.Role, When(a.Created), When(a.LastSignIn)])));
        return ExitCode.Done;
    });
}
