using System.CommandLine;
using Godwit.Admin;
using Godwit.Admin.Pools;

namespace Godwit.Cli.Commands;

internal static class PoolRetireCommand
{
    /// <summary>More than that nobody reads in a terminal.</summary>
    private const int MostNames = 50;

    public static Command Build()
    {
        var fqdn = PoolCommand.Fqdn();
        var force = new Option<bool>("--force") { Description = "Retire it although users are homed there: they become Unassigned Users, their data is kept" };
        var delete = new Option<string?>("--delete-data") { Description = "Delete data in its database: 'elsewhere' = of users whose own data is at their home on another pool, 'all' = everybody's" };
        delete.AcceptOnlyFromAmong("elsewhere", "all");
        var command = new Command("retire", "Removes a pool from the forest") { fqdn, force, delete };
        command.Rule(result =>
        {
            if (result.GetValue(delete) is not null && !result.GetValue(force)) result.AddError("--delete-data needs --force.");
        });
        return Session.Verb(command, async (session, parsed, cancel) =>
        {
            var result = await session.Client.RetirePool(parsed.GetRequiredValue(fqdn), new RetirePool(parsed.GetValue(force)) { DeleteData = parsed.GetValue(delete) }, cancel);
            session.Answer(result, AdminJson.Default.RetireResult, screen =>
            {
                screen.Line(result.Reason);
                foreach (var user in result.Users.Take(MostNames)) screen.Line(user);
                if (result.Users.Count > MostNames) screen.Line($"and {result.Users.Count - MostNames} more; --json names all");
            });
            return result.Retired ? ExitCode.Done : ExitCode.Refused;
        });
    }
}
