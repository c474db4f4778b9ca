using System.CommandLine;
using System.Globalization;
using Godwit.Admin;
using Godwit.Admin.Clients;
using Godwit.Cli.Completion;
using Godwit.Cli.Output;

namespace Godwit.Cli.Commands;

/// <summary><c>godwit user clients ADDRESS</c> or <c>--pool FQDN</c>: what people sign in with.</summary>
internal static class UserClientsCommand
{
    public static Command Build()
    {
        var address = new Argument<string?>("ADDRESS") { Description = "One user", Arity = ArgumentArity.ZeroOrOne }.OfUsers();
        var pool = new Option<string?>("--pool") { Description = "Everybody who is homed on this pool, counted by client" }.OfPools();
        var command = new Command("clients", "The clients that a user, or the users of a pool, were seen with") { address, pool };
        command.Rule(result =>
        {
            if (result.GetValue(address) is null == result.GetValue(pool) is null) result.AddError("Say whose clients: ADDRESS or --pool FQDN.");
        });
        return Session.Verb(command, async (session, parsed, cancel) =>
        {
            if (parsed.GetValue(pool) is { } fqdn)
            {
                var all = await session.Client.PoolClients(fqdn, cancel);
                session.Answer(all, AdminJson.Default.PoolClientsView, screen => Show(all, screen));
                return ExitCode.Done;
            }

            var one = await session.Client.UserClients(parsed.GetValue(address)!, cancel);
            session.Answer(one, AdminJson.Default.UserClientsView, screen => screen.Table(
                ["Client", "Generation", "Last seen"], one.Clients.Select(c => (IReadOnlyList<string>)[c.UserAgent, c.Generation, Hour(c.LastSeen)])));
            return ExitCode.Done;
        });
    }

    private static void Show(PoolClientsView pool, Screen screen)
    {
        if (Screen.IsTerminal) screen.Line($"{pool.Pool}: {pool.Seen} of {pool.Users} users were seen; {pool.Old} with an old client, {pool.New} with a new one, {pool.Both} with one that speaks both.");
        screen.Table(
            ["Client", "Generation", "Users", "Last seen"],
            pool.Clients.Select(c => (IReadOnlyList<string>)[c.UserAgent, c.Generation, Screen.Text(c.Users), Hour(c.LastSeen)]));
    }

    private static string Hour(DateTimeOffset time) => time.ToString("yyyy-MM-dd HH':00Z'", CultureInfo.InvariantCulture);
}
