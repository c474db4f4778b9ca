namespace Godwit.Real.Tests.Hosts;

/// <summary>The network between two pools goes, with a word or without one, and comes back: their users hear that they can't reach each other, and later that they can.</summary>
public class TrunkTests
{
    private static readonly TimeSpan Minute = TimeSpan.FromMinutes(1);

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task Messages_and_presence_between_pools_outlive_a_cut(bool silently)
    {
        await using var hosts = await TwoHosts.Start(TwoHostsOptions.Trunks);
        var (here, there) = (await hosts.NewUser(TwoHosts.Here), await hosts.NewUser(TwoHosts.There));
        await using var near = await hosts.SignIn(here, TwoHosts.Here);
        await using var far = await hosts.SignIn(there, TwoHosts.There);
        await near.Do($"add {there} Friends");
        await near.Expect("buddy-signed-on", e => e.Buddy.Who == there && e.Buddy.Status == "available");
        await near.Do($"im {there} Hello");
        Assert.Equal("Hello", (await far.Expect("im"))["text"]);
        await far.Do($"im {here} Hello to you");
        Assert.Equal("Hello to you", (await near.Expect("im"))["text"]);

        foreach (var trunk in hosts.Trunks)
            if (silently) trunk.Swallow();
            else trunk.Break();
        await near.Do($"im {there} Is anybody there");
        // It is told; what did not arrive is not kept silently.
        await near.Expect("im-line", e => e["kind"] is "error" or "system", Minute);
        await far.Do("status busy");
        foreach (var trunk in hosts.Trunks) trunk.Mend();

        await near.ExpectContacts(l => l.Buddies.Any(b => b.Who == there && b.Status == "busy"));
        await near.Do($"im {there} Here you are");
        Assert.Equal("Here you are", (await far.Expect("im", e => e["text"] == "Here you are"))["text"]);
        await far.Do($"im {here} Here I am");
        Assert.Equal("Here I am", (await near.Expect("im", e => e["text"] == "Here I am"))["text"]);
        Assert.All([near, far], client => Assert.DoesNotContain(client.Events, e => e.Name == "connection-error"));
    }
}
