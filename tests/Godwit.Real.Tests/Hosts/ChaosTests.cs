using Godwit.Real.Tests.Servers;

namespace Godwit.Real.Tests.Hosts;

/// <summary>In the middle of a move between two hosts one of them dies, or stands still, or the network between them goes: afterwards everybody is in one place, with all that she had.</summary>
public class ChaosTests
{
    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData(TwoHosts.There, true, "KILL")]
    [InlineData(TwoHosts.There, false, "KILL")]
    [InlineData(TwoHosts.There, false, "STOP")]
    [InlineData(TwoHosts.Here, true, "KILL")]
    [InlineData(TwoHosts.Here, false, "KILL")]
    public async Task A_move_that_loses_a_host_loses_nobody(string to, bool management, string signal)
    {
        await using var hosts = await TwoHosts.Start();
        var flock = await Flock.Settle(hosts, Other(to));
        var before = await flock.Export();
        var hit = management ? hosts.Management : hosts.PoolHost;

        var id = await flock.Reach(to, 100);
        if (signal == "STOP")
        {
            // Its management gives it up, and so does the move; then it goes on as if nothing had been.
            await hit.Signal("STOP");
            await hosts.Gone(TwoHosts.There);
            await hit.Signal("CONT");
        }
        else
        {
            await hit.Kill();
            await hit.Run();
        }

        await hosts.Joined(TwoHosts.There);
        await flock.Arrives(to, id, before);
    }

    /// <summary>Who is signed in on either side of the cut notices nothing, and what she writes meanwhile is kept.</summary>
    [Theory]
    [InlineData(TwoHosts.There, false)]
    [InlineData(TwoHosts.Here, false)]
    [InlineData(TwoHosts.There, true)]
    public async Task A_move_that_loses_the_network_loses_nobody(string to, bool silently)
    {
        await using var hosts = await TwoHosts.Start(TwoHostsOptions.Cable);
        var flock = await Flock.Settle(hosts, Other(to));
        var (here, there) = (await hosts.NewUser(TwoHosts.Here), await hosts.NewUser(TwoHosts.There));
        await using var near = await hosts.SignIn(here, TwoHosts.Here);
        await using var far = await hosts.SignIn(there, TwoHosts.There);
        await near.Do($"add {there} Friends");
        await near.IsTold("<addedContact", there);
        await far.Do($"add {here} Friends");
        await far.IsTold("<addedContact", here);
        var before = await flock.Export();

        var id = await flock.Reach(to, 100);
        if (silently) hosts.Cable!.Swallow();
        else hosts.Cable!.Break();
        await hosts.Gone(TwoHosts.There);
        await near.Do($"im {there} Hello");
        Assert.Equal("Hello", (await far.Expect("im"))["text"]);
        await far.Do($"im {here} Hello to you");
        Assert.Equal("Hello to you", (await near.Expect("im"))["text"]);
        hosts.Cable.Mend();
        await hosts.Joined(TwoHosts.There);
        await flock.Arrives(to, id, before);
        Assert.All([near, far], client => Assert.DoesNotContain(client.Events, e => e.Name == "connection-error"));
    }

    /// <summary>Nobody is moved onto a disk that takes no more; the sentence names it, and once there is room the move goes on.</summary>
    [Fact]
    public async Task A_full_disk_at_the_target_loses_nobody_and_is_named()
    {
        await using var hosts = await TwoHosts.Start(TwoHostsOptions.SmallDisk);
        var flock = await Flock.Settle(hosts, TwoHosts.Here);
        // In two batches: what is free of the log may still hold one of them, whichever comes first.
        var (early, late) = (await hosts.NewUser(TwoHosts.Here), await hosts.NewUser(TwoHosts.Here));
        await using var first = await hosts.SignIn(early, TwoHosts.Here);
        await using var other = await hosts.SignIn(late, TwoHosts.Here);
        hosts.Disk!.Fill(left: 256 * 1024);

        var full = await hosts.Move(TwoHosts.There, [early, .. flock.Addresses.Take(500), late, .. flock.Addresses.Skip(500)]);
        var stay = full.Users.Where(u => u.Outcome != "moved").ToList();
        Assert.Contains(stay, u => u.Address == early || u.Address == late);
        var client = stay.Any(u => u.Address == late) ? other : first;
        Assert.All(stay, u => Assert.StartsWith($"The disk of {TwoHosts.There} is full", u.Reason, StringComparison.Ordinal));
        Assert.All(stay, u => Assert.Equal("failed", u.Outcome));
        var homes = (await hosts.Management.Admin.Users(Cancel)).ToDictionary(u => u.Address, u => u.Home);
        Assert.All(full.Users, u => Assert.Equal(u.Outcome == "moved" ? TwoHosts.There : TwoHosts.Here, homes[u.Address]));

        // Who has stayed writes on; and it comes along.
        await client.Do($"add {flock.Addresses[0]} Friends");
        await client.IsTold("<addedContact", flock.Addresses[0]);
        var before = await flock.Export();
        hosts.Disk.Free();
        (await hosts.Management.Shell("move", "retry", full.Id)).Ended(0);
        await flock.IsAt(TwoHosts.There);
        // The clients sign in at the new pool when they will, and publish there.
        Assert.Equal(Flock.Of(before), Flock.Of(await flock.Export()));
        await client.Expect("connected", e => e == client.Events.Last(c => c.Name == "connected") && client.Events.Count(c => c.Name == "connected") == 2);
        await client.ExpectContacts(l => l.Buddies.Any(b => b.Who == flock.Addresses[0] && b.Group == "Friends"));
    }

    private static string Other(string pool) => pool == TwoHosts.There ? TwoHosts.Here : TwoHosts.There;
}
