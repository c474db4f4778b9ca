using Godwit.Admin;
using Godwit.Admin.Clients;
using Godwit.Scenarios.Forests;
using Xunit;
using static Godwit.Scenarios.Clients.RawClient;

namespace Godwit.Scenarios.Clients;

/// <summary>The client version filter from the administrator's word to the client's answer.</summary>
public sealed class ClientVersionFilterTests
{
    private const string Oc2007 = "UCCP/2.0.6362.0 OC/2.0.6362.0 (Microsoft Office Communicator)";
    private const string Oc2007R2 = "UCCAPI/3.5.6907.0 OC/3.5.6907.0 (Microsoft Office Communicator 2007 R2)";

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    private static Task<TestForest> Forest() => TestForest.Start(new TestForestOptions { Unauthenticated = true, DemoUsers = 6 });

    private static AddClientVersionRule Rule(string agent, string version = "", string comparison = "", string action = "block", string url = "") => new(agent, version, comparison, action, url);

    [Fact]
    public async Task A_blocked_client_is_refused_at_its_next_REGISTER_and_is_signed_out()
    {
        await using var forest = await Forest();
        using var erin = await Connect(forest.Tcp(TestForest.R2Pool), "erin@godwit.test");
        Assert.Equal(200, Status(await erin.Register(Oc2007R2, categories: true)));

        await forest.Admin.AddClientVersionRule(TestForest.R2Pool, Rule("OC", "3.*.*.*", "GEQ"), Cancel);
        var answer = await erin.Register(Oc2007R2, categories: true);
        Assert.Equal(403, Status(answer));
        Assert.Equal("310 lcs.microsoft.com \"You are currently not using the recommended version of the client\"", Header(answer, "Warning"));
        Assert.StartsWith("17002;reason=\"Invalid protocol client version", Header(answer, "ms-diagnostics"), StringComparison.Ordinal);
        Assert.EndsWith(";source=\"r2pool.godwit.test\";appName=\"ClientVersionFilter\"", Header(answer, "ms-diagnostics"), StringComparison.Ordinal);
        Assert.Equal(0, (await forest.Admin.Pool(TestForest.R2Pool, Cancel)).SignedIn);
        // Another version, another pool, a client that leaves: none of the filter's business.
        Assert.Equal(200, Status(await erin.Register(Oc2007, categories: true)));
        using var carol = await Connect(forest.Tcp(TestForest.Ocs07), "carol@godwit.test");
        Assert.Equal(200, Status(await carol.Register(Oc2007R2, categories: true)));
        Assert.Equal(200, Status(await erin.Register(Oc2007R2, expires: 0, categories: true)));
    }

    [Fact]
    public async Task Actions_with_URL_tell_it_and_only_one_of_them_lets_in()
    {
        await using var forest = await Forest();
        await forest.Admin.AddClientVersionRule(TestForest.R2Pool, Rule("OC", "3.*.*.*", "LSS", "block-with-url", "https://clients.godwit.test/new"), Cancel);
        await forest.Admin.AddClientVersionRule(TestForest.R2Pool, Rule("OC", "3.5.6907.37", "<", "allow-with-url", "https://clients.godwit.test/fix"), Cancel);
        using var erin = await Connect(forest.Tcp(TestForest.R2Pool), "erin@godwit.test");
        var blocked = await erin.Register(Oc2007, categories: true);
        Assert.Equal((403, "311 lcs.microsoft.com \"https://clients.godwit.test/new\""), (Status(blocked), Header(blocked, "Warning")));
        Assert.StartsWith("17003;", Header(blocked, "ms-diagnostics"), StringComparison.Ordinal);
        foreach (var _ in (string[])["first sign-in", "refresh"])
        {
            var advised = await erin.Register(Oc2007R2, categories: true);
            Assert.Equal((200, "313 lcs.microsoft.com \"https://clients.godwit.test/fix\""), (Status(advised), Header(advised, "Warning")));
            Assert.StartsWith("17004;", Header(advised, "ms-diagnostics"), StringComparison.Ordinal);
        }
    }

    [Fact]
    public async Task A_blocked_client_invites_nobody()
    {
        await using var forest = await Forest();
        using var erin = await Connect(forest.Tcp(TestForest.R2Pool), "erin@godwit.test");
        Assert.Equal(200, Status(await erin.Register(Oc2007R2, categories: true)));
        Assert.Equal(480, Status(await erin.Ask("INVITE", "sip:frank@godwit.test", $"User-Agent: {Oc2007R2}")));
        await forest.Admin.SetClientVersions(TestForest.R2Pool, new SetClientVersionFilter { DefaultAction = "block" }, Cancel);
        var refused = await erin.Ask("INVITE", "sip:frank@godwit.test", $"User-Agent: {Oc2007R2}");
        Assert.Equal(403, Status(refused));
        Assert.StartsWith("17002;", Header(refused, "ms-diagnostics"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task An_INVITE_is_judged_by_rules_and_actions_as_a_sign_in_is()
    {
        await using var forest = await Forest();
        using var erin = await Connect(forest.Tcp(TestForest.R2Pool), "erin@godwit.test");
        Assert.Equal(200, Status(await erin.Register(Oc2007R2, categories: true)));
        await forest.Admin.AddClientVersionRule(TestForest.R2Pool, Rule("OC", "3.5.6907.*", "EQL", "block-with-url", "https://clients.godwit.test/new"), Cancel);
        var refused = await Invite(Oc2007R2);
        Assert.Equal((403, "311 lcs.microsoft.com \"https://clients.godwit.test/new\""), (Status(refused), Header(refused, "Warning")));
        Assert.StartsWith("17003;", Header(refused, "ms-diagnostics"), StringComparison.Ordinal);
        // Another version; and whoever is called is not judged by her own.
        Assert.Equal(480, Status(await Invite(Oc2007)));
        using var carol = await Connect(forest.Tcp(TestForest.Ocs07), "carol@godwit.test");
        Assert.Equal(200, Status(await carol.Register(Oc2007R2, categories: true)));
        Assert.Equal(480, Status(await carol.Ask("INVITE", "sip:frank@godwit.test", $"User-Agent: {Oc2007R2}")));

        // What belongs to a session that runs is not judged.
        await erin.Send($"""
            INVITE sip:frank@godwit.test SIP/2.0
            Via: SIP/2.0/TCP {erin.Local};branch=z9hG4bKagain
            From: <sip:erin@godwit.test>;tag=1
            To: <sip:frank@godwit.test>;tag=2
            Call-ID: again
            CSeq: 99 INVITE
            Max-Forwards: 70
            Contact: <sip:{erin.Local};transport=tcp>
            User-Agent: {Oc2007R2}
            """);
        Assert.Equal(480, Status(await erin.Receive("SIP/2.0 4")));

        await forest.Admin.RemoveClientVersionRule(TestForest.R2Pool, 1, Cancel);
        await forest.Admin.AddClientVersionRule(TestForest.R2Pool, Rule("OC", "3.5.6907.*", "EQL", "allow-with-url", "https://clients.godwit.test/new"), Cancel);
        await forest.Admin.SetClientVersions(TestForest.R2Pool, new SetClientVersionFilter { DefaultAction = "block" }, Cancel);
        Assert.Equal(480, Status(await Invite(Oc2007R2)));
        Assert.Equal(403, Status(await Invite(Oc2007)));
        await forest.Admin.SetClientVersions(TestForest.R2Pool, new SetClientVersionFilter { Enabled = false }, Cancel);
        Assert.Equal(480, Status(await Invite(Oc2007)));

        Task<string> Invite(string userAgent) => erin.Ask("INVITE", "sip:frank@godwit.test", $"User-Agent: {userAgent}");
    }

    [Fact]
    public async Task The_filter_is_listed_tested_switched_and_outlives_a_restart()
    {
        await using var forest = await Forest();
        var none = await forest.Admin.ClientVersions(TestForest.Ocs07, Cancel);
        Assert.Equal((TestForest.Ocs07, true, "allow", ""), (none.Pool, none.Enabled, none.DefaultAction, none.DefaultUrl));
        Assert.Empty(none.Rules);
        await forest.Admin.AddClientVersionRule(TestForest.Ocs07, Rule("OC"), Cancel);
        await forest.Admin.AddClientVersionRule(TestForest.Ocs07, Rule("CWA", "2", ">=", "allow") with { Place = 1 }, Cancel);
        await forest.Admin.SetClientVersions(TestForest.Ocs07, new SetClientVersionFilter { DefaultAction = "block-with-url", DefaultUrl = "https://x.test" }, Cancel);
        await forest.Restart();

        var filter = await forest.Admin.ClientVersions(TestForest.Ocs07, Cancel);
        Assert.Equal([(2, "CWA", "2.*.*.*", "GEQ", "allow"), (1, "OC", "*.*.*.*", "EQL", "block")], filter.Rules.Select(r => (r.Id, r.Agent, r.Version, r.Comparison, r.Action)));
        var blocked = await forest.Admin.TestClientVersion(TestForest.Ocs07, Oc2007, Cancel);
        Assert.Equal(("block", 1, 403, 17002, "new"), (blocked.Action, blocked.Rule, blocked.Status, blocked.Diagnostics, blocked.Generation));
        var other = await forest.Admin.TestClientVersion(TestForest.Ocs07, "baresip v1.0 & more", Cancel);
        Assert.Equal(("block-with-url", "https://x.test", null, 403, "baresip v1.0 & more"), (other.Action, other.Url, other.Rule, other.Status, other.UserAgent));
        Assert.Equal(("allow", 200, (int?)null), (await forest.Admin.TestClientVersion(TestForest.Ocs07, "CWA/2.0.1", Cancel)) is var cwa ? (cwa.Action, cwa.Status, cwa.Diagnostics) : default);

        Assert.False((await forest.Admin.SetClientVersions(TestForest.Ocs07, new SetClientVersionFilter { Enabled = false }, Cancel)).Enabled);
        Assert.Equal(200, (await forest.Admin.TestClientVersion(TestForest.Ocs07, Oc2007, Cancel)).Status);
        Assert.Equal([2], (await forest.Admin.RemoveClientVersionRule(TestForest.Ocs07, 1, Cancel)).Rules.Select(r => r.Id));
        var acts = (await File.ReadAllLinesAsync(Path.Combine(forest.DataFolder, "audit.jsonl"), Cancel)).Where(l => l.Contains("\"filter.", StringComparison.Ordinal)).ToList();
        Assert.Equal(["add", "add", "default", "off", "remove"], acts.Select(a => a.Split("\"filter.")[1].Split('"')[0]));
    }

    [Theory]
    [InlineData(TestForest.Lcs01, "OC", "", "", "block", "", 409, "lcs01.godwit.test is an LCS 2005 SP1 pool: only OCS 2007 and later pools have a client version filter")]
    [InlineData("nowhere.godwit.test", "OC", "", "", "block", "", 404, "There is no pool nowhere.godwit.test; 'godwit pool list' shows those there are")]
    [InlineData(TestForest.R2Pool, "OC", "", "", "deny", "", 400, "'deny' is not an action: say allow, allow-with-url, block or block-with-url")]
    [InlineData(TestForest.R2Pool, "OC", "", "!=", "block", "", 400, "'!=' is not a comparison: say LSS, LEQ, EQL, GEQ or GTR")]
    [InlineData(TestForest.R2Pool, "OC", "2.0.x", "", "block", "", 400, "'2.0.x' is not a version like 2.0.6362.*: four numbers, or * for any")]
    [InlineData(TestForest.R2Pool, "OC", "", "", "block-with-url", "", 400, "This action tells the client a URL: give one")]
    public async Task A_rule_that_makes_no_sense_is_refused_in_words(string pool, string agent, string version, string comparison, string action, string url, int status, string words)
    {
        await using var forest = await TestForest.Start();
        var refused = await Assert.ThrowsAsync<AdminException>(() => forest.Admin.AddClientVersionRule(pool, Rule(agent, version, comparison, action, url), Cancel));
        Assert.Equal((status, words), (refused.Status, refused.Message));
    }

    [Fact]
    public async Task There_are_as_many_rules_as_there_may_be_and_a_rule_that_is_not_there_is_named()
    {
        await using var forest = await TestForest.Start();
        for (var i = 0; i < 200; i++) await forest.Admin.AddClientVersionRule(TestForest.R2Pool, Rule("OC"), Cancel);
        Assert.Equal(409, (await Assert.ThrowsAsync<AdminException>(() => forest.Admin.AddClientVersionRule(TestForest.R2Pool, Rule("OC"), Cancel))).Status);
        Assert.Equal("The client version filter of r2pool.godwit.test has no rule 201", (await Assert.ThrowsAsync<AdminException>(() => forest.Admin.RemoveClientVersionRule(TestForest.R2Pool, 201, Cancel))).Message);
    }

    [Fact]
    public async Task A_stopped_pool_can_not_be_given_another_filter()
    {
        await using var forest = await TestForest.Start();
        await forest.Admin.StopPool(TestForest.R2Pool, Cancel);
        Assert.Equal(503, (await Assert.ThrowsAsync<AdminException>(() => forest.Admin.AddClientVersionRule(TestForest.R2Pool, Rule("OC"), Cancel))).Status);
    }
}
