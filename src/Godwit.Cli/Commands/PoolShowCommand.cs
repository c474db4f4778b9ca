using System.CommandLine;
using Godwit.Admin;
using Godwit.Cli.Output;

namespace Godwit.Cli.Commands;

internal static class PoolShowCommand
{
    public static Command Build()
    {
        var fqdn = PoolCommand.Fqdn();
        return Session.Verb(new Command("show", "One pool") { fqdn }, async (session, parsed, cancel) =>
        {
            var pool = await session.Client.Pool(parsed.GetRequiredValue(fqdn), cancel);
            session.Answer(pool, AdminJson.Default.PoolView, screen => screen.Card(
            [
                ("Pool", pool.Fqdn), ("Generation", pool.Generation), ("Edition", pool.Edition), ("State", pool.State),
                ("Users", Screen.Text(pool.Users)), ("Signed in", Screen.Text(pool.SignedIn)),
                ("Listens on", string.Join(", ", pool.Listeners)),
            ]));
            return ExitCode.Done;
        });
    }
}
