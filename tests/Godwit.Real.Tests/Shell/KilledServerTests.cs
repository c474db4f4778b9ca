using System.Diagnostics;
using Godwit.Real.Tests.Clients;
using Godwit.Real.Tests.Servers;

namespace Godwit.Real.Tests.Shell;

/// <summary>kill -9 in the middle of a move of hundreds of users, as an administrator lives through it.</summary>
public class KilledServerTests
{
    private const int Users = 1500;

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public async Task The_shell_ends_with_3_and_the_same_command_after_the_restart_brings_everybody_over()
    {
        await using var server = await GodwitProcess.Start(Users);
        string[] command = ["move", "--from", DemoPool.Lcs.Fqdn, "--to", DemoPool.R2.Fqdn, "--json"];
        var sample = (await server.Admin.Users(Cancel)).Where(u => u.Home == DemoPool.Lcs.Fqdn).Select(u => u.Address).Where((_, i) => i % 125 == 7).ToList();
        var contacts = new Dictionary<string, string>();
        foreach (var user in sample) contacts[user] = await Contacts(server, user, DemoPool.Lcs);

        var (code, took) = await KillDuring(server, command, moved: 100);
        Assert.Equal(3, code);
        Assert.True(took < TimeSpan.FromSeconds(15), $"The shell ended after {took}");

        await server.Run();
        // Whoever is still on the way by the move that died is joined, not refused; whoever has arrived is not homed on the old pool any more.
        var again = (await GodwitShell.Run(command, server.Server)).Ended(0).Json;
        Assert.Equal((0, 0), (again.GetProperty("refused").GetInt32(), again.GetProperty("failed").GetInt32()));

        var homes = (await server.Admin.Users(Cancel)).CountBy(u => (u.Home, u.MovingTo)).ToDictionary();
        Assert.Equal(new() { [(DemoPool.R2.Fqdn, "")] = Users / 3 * 2, [(DemoPool.Ocs.Fqdn, "")] = Users / 3 }, homes);
        foreach (var user in sample) Assert.Equal(contacts[user], await Contacts(server, user, DemoPool.R2));
        Assert.Empty(ShellForest.Lines((await GodwitShell.Run(command, server.Server)).Ended(0).Json));
    }

    /// <summary>Kills the server once so many users have moved; returns what the shell ended with, and how long after.</summary>
    private static async Task<(int Code, TimeSpan Took)> KillDuring(GodwitProcess server, string[] command, int moved)
    {
        using var shell = GodwitShell.Start(command, server.Server);
        var ended = GodwitShell.End(shell, command);
        while (true)
        {
            var moves = await server.Admin.Moves(Cancel);
            if (moves.Count > 0 && moves[0].Moved >= moved)
            {
                Assert.True(moves[0].State == "running", "The move was over before the server could be killed");
                break;
            }

            if (ended.IsCompleted) Assert.Fail($"The move ended early: {await ended}");
        }

        await server.Kill();
        var killed = Stopwatch.GetTimestamp();
        return ((await ended).Code, Stopwatch.GetElapsedTime(killed));
    }

    /// <summary>Her contacts, by groups, as her client shows them.</summary>
    private static async Task<string> Contacts(GodwitProcess server, string user, DemoPool pool)
    {
        await using var client = await SipeProbe.SignIn(Forest.Client(server, user, pool));
        var list = await client.ExpectContacts(l => l.Buddies.Count > 0);
        return string.Join('\n', list.Buddies.Select(b => $"{b.Group}: {b.Who}").Order(StringComparer.Ordinal));
    }
}
