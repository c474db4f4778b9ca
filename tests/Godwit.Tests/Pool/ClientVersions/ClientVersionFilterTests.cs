using CsCheck;
using Godwit.Pool.ClientVersions;
using static Godwit.Pool.ClientVersions.ClientVersionAction;
using static Godwit.Pool.ClientVersions.VersionComparison;

namespace Godwit.Tests.Pool.ClientVersions;

public class ClientVersionFilterTests
{
    private const string Oc2007 = "UCCP/2.0.6362.189 OC/2.0.6362.189 (Microsoft Office Communicator)";
    private const string Oc2007R2 = "UCCAPI/3.5.6907.0 OC/3.5.6907.0 (Microsoft Office Communicator 2007 R2)";

    [Theory]
    [InlineData("OC", Oc2007R2, true)]
    [InlineData("oc", Oc2007R2, true)]
    [InlineData("UCCAPI", Oc2007R2, true)]
    [InlineData("UCCP", Oc2007R2, true)]
    [InlineData("UCCAPI", Oc2007, false)]
    [InlineData("RTC", "RTC/1.3.5470 (Microsoft Communicator 1.0.559)", true)]
    [InlineData("Microsoft", "RTC/1.3.5470 (Microsoft/1.0 Communicator)", false)]
    [InlineData("LCC", "LCC", true)]
    [InlineData("LCC", "LCC/beta", true)]
    [InlineData("OC", "OCPhone/3.5", false)]
    [InlineData("OC", "", false)]
    [InlineData("OC", "((( OC/1.0", false)]
    public void A_rule_is_about_a_product_not_about_words_in_comments(string token, string userAgent, bool matches) => Assert.Equal(matches, Rule(token, "*", Equal).Matches(userAgent));

    [Fact]
    public void A_version_that_can_not_be_read_is_met_only_by_rules_on_any_version()
    {
        Assert.False(Rule("LCC", "1.*.*.*", LessOrEqual).Matches("LCC/beta"));
        Assert.True(Rule("LCC", "*", LessOrEqual).Matches("LCC/beta"));
    }

    [Fact]
    public void The_first_rule_that_matches_decides()
    {
        var filter = ClientVersionFilter.New
            .Add(Rule("OC", "3.*.*.*", Less, Block, id: 1))
            .Add(Rule("OC", "*", Equal, AllowWithUrl, "https://clients.godwit.test", 2))
            .Add(Rule("OC", "*", Equal, Block, id: 3));
        Assert.Equal(new ClientVersionVerdict(Block, null, 1), filter.Decide(Oc2007));
        Assert.Equal(new ClientVersionVerdict(AllowWithUrl, "https://clients.godwit.test", 2), filter.Decide(Oc2007R2));
        Assert.Equal(ClientVersionVerdict.Allowed, filter.Decide("CWA/2.0"));
        Assert.Equal(new ClientVersionVerdict(Block, null, 4), filter.Add(Rule("UCCP", "*", Equal, Block, id: 4), 1).Decide(Oc2007R2));
    }

    [Fact]
    public void The_default_is_for_who_matches_nothing_and_the_switch_for_everybody()
    {
        var filter = (ClientVersionFilter.New with { DefaultAction = BlockWithUrl, DefaultUrl = "https://x.godwit.test" }).Add(Rule("OC", "*", Equal));
        Assert.False(filter.Decide(Oc2007).IsBlocked);
        Assert.Equal(new ClientVersionVerdict(BlockWithUrl, "https://x.godwit.test", null), filter.Decide("baresip v1.0"));
        Assert.Equal(ClientVersionVerdict.Allowed, (filter with { Enabled = false }).Decide("baresip v1.0"));
        Assert.Equal((false, true, true), (filter.IsOpen, (filter with { Enabled = false }).IsOpen, ClientVersionFilter.New.IsOpen));
    }

    [Fact]
    public void A_rule_that_is_off_does_nothing()
    {
        var filter = ClientVersionFilter.New.Add(Rule("OC", "*", Equal, Block) with { Enabled = false });
        Assert.Equal(ClientVersionVerdict.Allowed, filter.Decide(Oc2007));
        Assert.True(filter.IsOpen);
    }

    [Theory]
    [InlineData("OC", Block, null, true)]
    [InlineData("", Block, null, false)]
    [InlineData("O C", Block, null, false)]
    [InlineData("O/C", Block, null, false)]
    [InlineData("OC", BlockWithUrl, null, false)]
    [InlineData("OC", BlockWithUrl, "https://clients.godwit.test/a?b=c", true)]
    [InlineData("OC", BlockWithUrl, "ftp://clients.godwit.test", false)]
    [InlineData("OC", BlockWithUrl, "https://x\"\r\nVia: me", false)]
    [InlineData("OC", AllowWithUrl, "here", false)]
    [InlineData("OC", Allow, "https://clients.godwit.test", false)]
    public void A_rule_that_makes_no_sense_is_named(string token, ClientVersionAction action, string? url, bool good) =>
        Assert.Equal(good, ClientVersionCheck.FindProblem(Rule(token, "*", Equal, action, url)) is null);

    [Theory]
    [InlineData("1.2.3.4", "1.2.3.4")]
    [InlineData("1", "1.*.*.*")]
    [InlineData("*", "*.*.*.*")]
    [InlineData("1.*.3", "1.*.3.*")]
    [InlineData("", null)]
    [InlineData("1.2.3.4.5", null)]
    [InlineData("1.x", null)]
    [InlineData("-1", null)]
    [InlineData("99999999999", null)]
    public void Versions_are_four_numbers_or_stars(string text, string? read) =>
        Assert.Equal(read, VersionPattern.TryParse(text, out var pattern) ? pattern.ToString() : null);

    [Fact]
    public void For_any_version_exactly_one_of_less_equal_greater_holds_and_the_others_follow()
    {
        var part = Gen.Int[0, 3];
        Gen.Select(part, part, part, part, Gen.Int[-1, 3].Array[4]).Sample((a, b, c, d, p) =>
        {
            int? At(int i) => p[i] < 0 ? null : p[i];
            var (version, pattern) = (new ClientVersion(a, b, c, d), new VersionPattern(At(0), At(1), At(2), At(3)));
            Assert.Equal(1, new[] { Less, Equal, Greater }.Count(o => pattern.Holds(version, o)));
            Assert.Equal(!pattern.Holds(version, Greater), pattern.Holds(version, LessOrEqual));
            Assert.Equal(!pattern.Holds(version, Less), pattern.Holds(version, GreaterOrEqual));
        });
    }

    private static ClientVersionRule Rule(string token, string pattern, VersionComparison comparison, ClientVersionAction action = Allow, string? url = null, int id = 1) =>
        new(id, token, VersionPattern.TryParse(pattern, out var version) ? version : throw new FormatException(pattern), comparison, action, url);
}
