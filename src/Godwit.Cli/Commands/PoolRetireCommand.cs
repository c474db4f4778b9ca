using System.CommandLine;
using Godwit.Admin;

namespace Godwit.Cli.Commands;

internal static class PoolRetireCommand
{
    public static Command Build()
    {
        var fqdn = PoolCommand.Fqdn();
        var force = new Option<bool>("--force") { Description = "Retire it although users are homed there: they become Unassigned Users, their data is kept" };
        return Session.Verb(new Command("retire", "Removes a pool from the forest") { fqdn, force }, async (session, parsed, cancel) =>
        {
            var result = await session.Client.RetirePool(parsed.GetRequiredValue(fqdn), parsed.GetValue(force), cancel);
            session.Answer(result, AdminJson.Default.RetireResult, screen =>
            {
                screen.Line(result.Reason);
                foreach (var user in result.Users) screen.Line(user);
            });
            return result.Retired ? ExitCode.Done : ExitCode.Refused;
        });
    }
}
