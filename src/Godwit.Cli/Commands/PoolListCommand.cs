using System.CommandLine;
using Godwit.Admin;
using Godwit.Cli.Output;

namespace Godwit.Cli.Commands;

internal static class PoolListCommand
{
    public static Command Build()
    {
        var retired = new Option<bool>("--retired") { Description = "Those that were retired instead, and what their databases still hold" };
        return Session.Verb(new Command("list", "All pools") { retired }, (session, parsed, cancel) => parsed.GetValue(retired) ? Retired(session, cancel) : Pools(session, cancel));
    }

    private static async Task<int> Pools(Session session, CancellationToken cancel)
    {
        var pools = await session.Client.Pools(cancel);
        session.Answer(pools, AdminJson.Default.IReadOnlyListPoolView, screen => screen.Table(
            ["Pool", "Generation", "Edition", "Users", "Signed in", "State"],
            pools.Select(p => (IReadOnlyList<string>)[p.Fqdn, p.Generation, p.Edition, Screen.Text(p.Users), Screen.Text(p.SignedIn), p.State])));
        foreach (var pool in pools.Where(p => p.Warnings.Count > 0)) await Console.Error.WriteLineAsync($"{pool.Fqdn}: {string.Join(", ", pool.Warnings)}; 'godwit move doctor' explains");
        return ExitCode.Done;
    }

    private static async Task<int> Retired(Session session, CancellationToken cancel)
    {
        var pools = await session.Client.RetiredPools(cancel);
        session.Answer(pools, AdminJson.Default.IReadOnlyListRetiredPoolView, screen => screen.Table(
            ["Pool", "Generation", "Edition", "Users", "Undo copies", "Database"],
            pools.Select(p => (IReadOnlyList<string>)[p.Fqdn, p.Generation, p.Edition, Screen.Text(p.Users), Screen.Text(p.UndoCopies), p.Database])));
        return ExitCode.Done;
    }
}
