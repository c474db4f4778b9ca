using Godwit.Real.Tests.Clients;

namespace Godwit.Real.Tests.Hosts;

/// <summary>Pools on hosts of their own: real processes, real clients.</summary>
public class TwoHostsTests
{
    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_signed_in_user_is_moved_to_a_pool_of_another_host_and_who_watches_sees_her_all_the_time()
    {
        await using var hosts = await TwoHosts.Start();
        var (user, friend) = (await hosts.NewUser(TwoHosts.Here), await hosts.NewUser(TwoHosts.There));
        await using var client = await hosts.SignIn(user, TwoHosts.Here);
        await using var friendly = await hosts.SignIn(friend, TwoHosts.There);
        await client.Do($"add {friend} Friends");
        await client.IsTold("<addedContact", friend);
        await friendly.Do($"im {user} Hello");
        Assert.Equal("Hello", (await client.Expect("im"))["text"]);
        await friendly.Do($"add {user} Friends");
        await friendly.Expect("buddy-signed-on", e => e.Buddy.Who == user);
        await client.Do("status busy Flying");
        await friendly.Expect("buddy-status", e => e.Buddy.Who == user && e.Buddy.Status == "busy");

        var away = await hosts.Move(TwoHosts.There, user);
        Assert.Equal("moved", Assert.Single(away.Users).Outcome);
        await client.Expect("connected", e => e == client.Events.Last(c => c.Name == "connected") && client.Events.Count(c => c.Name == "connected") == 2);
        await client.ExpectContacts(l => l.Buddies.Any(b => b.Who == friend && b.Group == "Friends"));
        await friendly.Do($"im {user} Landed?");
        Assert.Equal("Landed?", (await client.Expect("im"))["text"]);

        await client.Do("status be-right-back");
        await friendly.Expect("buddy-status", e => e.Buddy.Who == user && e.Buddy.Status == "be-right-back");
        Assert.DoesNotContain(friendly.Events, e => e.Name == "buddy-signed-off" && e.Buddy.Who == user);
        var pools = await hosts.Management.Admin.Pools(Cancel);
        Assert.Equal(("running", 2), (pools.Single(p => p.Fqdn == TwoHosts.There).State, pools.Single(p => p.Fqdn == TwoHosts.There).Users));
        Assert.DoesNotContain("fail:", hosts.Management.Output + hosts.PoolHost.Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Clients_of_a_pool_host_do_not_notice_that_the_management_is_dead()
    {
        await using var hosts = await TwoHosts.Start();
        var (user, friend) = (await hosts.NewUser(TwoHosts.There), await hosts.NewUser(TwoHosts.There));
        await using var client = await hosts.SignIn(user, TwoHosts.There);
        await using var friendly = await hosts.SignIn(friend, TwoHosts.There);
        await hosts.Management.Kill();
        await friendly.Do($"im {user} Still there?");
        Assert.Equal("Still there?", (await client.Expect("im"))["text"]);

        // It joins again by itself, and a move works as before.
        await hosts.Management.Run();
        var other = await hosts.NewUser(TwoHosts.Here);
        Assert.Equal("moved", Assert.Single((await hosts.Move(TwoHosts.There, other)).Users).Outcome);
        Assert.DoesNotContain(client.Events, e => e.Name == "connection-error");
        Assert.DoesNotContain("fail:", hosts.Management.Output + hosts.PoolHost.Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Who_signs_in_anew_at_a_pool_host_while_the_management_is_away_is_told_to_try_later()
    {
        await using var hosts = await TwoHosts.Start();
        var user = await hosts.NewUser(TwoHosts.There);
        await hosts.Management.Kill();
        await using var refused = SipeProbe.Start(new ProbeOptions(user, hosts.Management.Password, hosts.PoolHost.PortBase));
        await refused.Expect(ProbeEvent.Received, e => e.Text.StartsWith("SIP/2.0 503", StringComparison.Ordinal));
        Assert.DoesNotContain(refused.Events, e => e.Name == "connected");

        await hosts.Management.Run();
        await hosts.Joined(TwoHosts.There);
        await using var client = await hosts.SignIn(user, TwoHosts.There);
    }

    [Fact]
    public async Task A_pool_of_another_host_stays_retired_and_its_users_data_comes_along_from_there()
    {
        await using var hosts = await TwoHosts.Start();
        var (user, friend) = (await hosts.NewUser(TwoHosts.Here), await hosts.NewUser(TwoHosts.Here));
        await using (var before = await hosts.SignIn(user, TwoHosts.Here))
        {
            await before.Do($"add {friend} Friends");
            await before.IsTold("<addedContact", friend);
        }

        Assert.Equal("moved", Assert.Single((await hosts.Move(TwoHosts.There, user)).Users).Outcome);
        Assert.True((await hosts.Management.Admin.RetirePool(TwoHosts.There, force: true, Cancel)).Retired);
        await hosts.Management.Kill();
        await hosts.Management.Run();
        Assert.Equal([TwoHosts.Here], (await hosts.Management.Admin.Pools(Cancel)).Select(p => p.Fqdn));
        Assert.Equal([TwoHosts.There], (await hosts.Management.Admin.RetiredPools(Cancel)).Select(p => p.Fqdn));
        Assert.Equal("", (await hosts.Management.Admin.User(user, Cancel)).Home);

        // Until its host has joined again, she is not moved without her data.
        using var look = new PeriodicTimer(TimeSpan.FromMilliseconds(100), TimeProvider.System);
        while (Assert.Single((await hosts.Move(TwoHosts.Here, user)).Users) is { Outcome: not "moved" } waits)
        {
            Assert.Contains(TwoHosts.There, waits.Reason, StringComparison.Ordinal);
            await look.WaitForNextTickAsync(Cancel);
        }

        await using var client = await hosts.SignIn(user, TwoHosts.Here);
        await client.ExpectContacts(l => l.Buddies.Any(b => b.Who == friend && b.Group == "Friends"));
    }

    [Fact]
    public async Task A_killed_pool_host_is_out_of_reach_until_it_runs_again()
    {
        await using var hosts = await TwoHosts.Start();
        var users = new[] { await hosts.NewUser(TwoHosts.Here), await hosts.NewUser(TwoHosts.Here) };
        await hosts.PoolHost.Kill();
        var refused = Assert.Single((await hosts.Move(TwoHosts.There, users[0])).Users);
        Assert.Equal("refused", refused.Outcome);
        Assert.Contains("not available", refused.Reason, StringComparison.Ordinal);
        Assert.Equal("stopped", (await hosts.Management.Admin.Pools(Cancel)).Single(p => p.Fqdn == TwoHosts.There).State);

        await hosts.PoolHost.Run();
        Assert.Equal("moved", Assert.Single((await hosts.Move(TwoHosts.There, users[0])).Users).Outcome);
        await using var client = await hosts.SignIn(users[0], TwoHosts.There);
    }

    [Fact]
    public async Task A_pool_host_that_stands_still_is_given_up_and_found_again()
    {
        await using var hosts = await TwoHosts.Start();
        var user = await hosts.NewUser(TwoHosts.Here);
        await hosts.PoolHost.Signal("STOP");
        var moved = Assert.Single((await hosts.Move(TwoHosts.There, user)).Users);
        Assert.NotEqual("moved", moved.Outcome);
        Assert.Equal(TwoHosts.Here, (await hosts.Management.Admin.User(user, Cancel)).Home);
        await hosts.PoolHost.Signal("CONT");
        await hosts.Joined(TwoHosts.There);
        Assert.Equal("moved", Assert.Single((await hosts.Move(TwoHosts.There, user)).Users).Outcome);
    }
}
