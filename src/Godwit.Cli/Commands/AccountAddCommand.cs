using System.CommandLine;
using Godwit.Admin;
using Godwit.Admin.Access;

namespace Godwit.Cli.Commands;

internal static class AccountAddCommand
{
    public static Command Build()
    {
        var name = AccountCommand.Name();
        var role = AccountCommand.Role("she");
        var password = new Option<string?>("--password") { Description = "Her password, at least 12 characters (default: the first line of stdin)" };
        return Session.Verb(new Command("add", "Makes an account") { name, role, password }, async (session, parsed, cancel) =>
        {
            var word = parsed.GetValue(password) ?? await Ask(cancel);
            if (string.IsNullOrEmpty(word)) return session.Fail("Give a password: --password, or a line on stdin", ExitCode.BadUsage);
            var account = await session.Client.Access.Add(new AddAdministrator(parsed.GetRequiredValue(name), parsed.GetRequiredValue(role), word), cancel);
            session.Answer(account, AdminJson.Default.AdministratorView, screen => screen.Line($"{account.Name} is a {account.Role}"));
            return ExitCode.Done;
        });
    }

    private static async Task<string?> Ask(CancellationToken cancel)
    {
        if (!Console.IsInputRedirected) await Console.Error.WriteAsync("Password: ");
        return await Console.In.ReadLineAsync(cancel);
    }
}
