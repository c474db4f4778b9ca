using System.Diagnostics;
using System.Net;
using System.Net.Sockets;
using Godwit.Admin.Users;
using Godwit.Real.Tests.Clients;
using Godwit.Real.Tests.Servers;

namespace Godwit.Real.Tests.Shell;

/// <summary>The life of a demo: ready, in the way of another, killed, continued, ended by Ctrl-C.</summary>
public class DemoTests
{
    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Six_users_are_spread_over_the_pools_and_every_port_is_open_when_it_is_ready()
    {
        await using var server = await GodwitProcess.Start(users: 6);
        foreach (var port in (int[])[0, 1, 10, 11, 20, 21, 30])
        {
            using var socket = new Socket(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp);
            await socket.ConnectAsync(new IPEndPoint(IPAddress.Loopback, server.PortBase + port), Cancel);
        }

        Assert.Equal([2, 2, 2], (await server.Admin.Users(Cancel)).CountBy(u => u.Home).Select(h => h.Value));

        var second = (await GodwitShell.Run(["demo", "--users", "6", "--port-base", $"{server.PortBase}", "--http-port", $"{server.HttpPort + 1}"])).Ended(1);
        Assert.Empty(second.Out);
        Assert.Contains($"127.0.0.1:{server.PortBase} is in use", second.Error, StringComparison.Ordinal);
        Assert.Single(second.Error.Split('\n', StringSplitOptions.RemoveEmptyEntries));
    }

    [Fact]
    public async Task The_same_command_on_the_same_data_carries_on_after_kill_9_and_Ctrl_C_ends_it_with_0()
    {
        await using var server = await GodwitProcess.Start(users: 6);
        await server.Admin.Add(new AddUser("visitor@godwit.test", DemoPool.Ocs.Fqdn, server.Password, true), Cancel);
        await server.AddContact("visitor@godwit.test", DemoPool.Ocs, "alice@godwit.test", "Kept");

        (await server.Shell($"move --to r2pool.godwit.test --user visitor@godwit.test")).Ended(0);
        (await server.Shell("user disable frank@godwit.test")).Ended(0);
        await server.Kill();
        await server.Run();

        Assert.False((await server.Admin.User("frank@godwit.test", Cancel)).Enabled);
        await using var again = await SipeProbe.SignIn(Forest.Client(server, "visitor@godwit.test", DemoPool.R2));
        await again.ExpectContacts(l => l.Buddies.Any(b => b.Who == "alice@godwit.test" && b.Group == "Kept"));

        // With somebody signed in, too.
        var began = Stopwatch.GetTimestamp();
        Assert.Equal(0, await server.Interrupt());
        Assert.True(Stopwatch.GetElapsedTime(began) < TimeSpan.FromSeconds(20), "Ctrl-C took too long");
        await server.Run();
        Assert.Equal(7, (await server.Admin.Users(Cancel)).Count);
    }
}
