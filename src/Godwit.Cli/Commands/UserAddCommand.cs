using System.CommandLine;
using Godwit.Admin;
using Godwit.Admin.Users;
using Godwit.Cli.Completion;

namespace Godwit.Cli.Commands;

internal static class UserAddCommand
{
    public static Command Build()
    {
        var address = UserCommand.Address();
        var pool = new Option<string?>("--pool") { Description = "The FQDN of her home pool" }.OfPools();
        var unassigned = new Option<bool>("--unassigned") { Description = "No home: she can be moved to one later, and can't sign in before" };
        var password = new Option<string>("--password") { Description = "Her password", Required = true };
        var enhanced = new Option<string>("--enhanced-presence") { Description = "Enable her for enhanced presence", DefaultValueFactory = _ => "on" };
        enhanced.AcceptOnlyFromAmong("on", "off");
        var name = new Option<string?>("--name") { Description = "Her display name (default: from the address)" };
        var ou = new Option<string?>("--ou") { Description = "The organizational unit to create her in" };
        var command = new Command("add", "Creates a user in the embedded directory") { address, pool, unassigned, password, enhanced, name, ou };
        command.Rule(result =>
        {
            if (result.GetValue(unassigned) == (result.GetValue(pool) is not null)) result.AddError("Give either --pool FQDN or --unassigned.");
        });
        return Session.Verb(command, async (session, parsed, cancel) =>
        {
            var user = await session.Client.Add(
                new AddUser(parsed.GetRequiredValue(address), parsed.GetValue(pool) ?? "", parsed.GetRequiredValue(password), parsed.GetValue(enhanced) == "on")
                {
                    DisplayName = parsed.GetValue(name) ?? "",
                    OrganizationalUnit = parsed.GetValue(ou) ?? "",
                },
                cancel);
            session.Answer(user, AdminJson.Default.UserView, screen => UserShowCommand.Show(user, screen));
            return ExitCode.Done;
        });
    }
}
