using System.CommandLine;
using System.Globalization;
using Godwit.Admin;

namespace Godwit.Cli.Commands;

internal static class PoolListCommand
{
    public static Command Build() => Session.Verb(new Command("list", "All pools"), async (session, _, cancel) =>
    {
        var pools = await session.Client.Pools(cancel);
        session.Answer(pools, AdminJson.Default.IReadOnlyListPoolView, screen => screen.Table(
            ["Pool", "Generation", "Edition", "Users", "Signed in", "State"],
            pools.Select(p => (IReadOnlyList<string>)
                [p.Fqdn, p.Generation, p.Edition, p.Users.ToString(CultureInfo.InvariantCulture), p.SignedIn.ToString(CultureInfo.InvariantCulture), p.State])));
        return ExitCode.Done;
    });
}
