using Godwit.Moves.Notices;
using Godwit.Pool.Pools;
using Godwit.Server.Configuration;
using Godwit.Tests.Architecture;
using Xunit;

namespace Godwit.Tests.Server;

public sealed class ConfigurationTests
{
    private const string Good = """
        {
          "forest": { "domains": ["example.org"], "netBiosDomain": "example" },
          "data": "state",
          "pools": [
            { "fqdn": "A.example.org", "generation": "LCS 2005 SP1", "tcp": "127.0.0.1:5060", "udp": "127.0.0.1:5060", "maxContactsPerUser": 250 },
            { "fqdn": "b.example.org", "generation": "ocs2007r2", "edition": "enterprise", "tls": "*:5061", "web": "*:5062", "maxGroupSizeToExpand": 7 }
          ],
          "management": { "https": "[::1]:8443" }
        }
        """;

    [Fact]
    public void A_good_file_gives_settings_with_absolute_paths_and_defaults()
    {
        var forest = Read(Good, out var problems);

        Assert.Empty(problems);
        Assert.Equal("EXAMPLE", forest!.NetBiosDomain);
        Assert.Equal("/etc/godwit/state", forest.DataFolder);
        Assert.Equal("/etc/godwit/state/directory.db", forest.DirectoryFile);
        Assert.Equal(["a.example.org", "b.example.org"], forest.Pools.Select(p => p.Fqdn));
        Assert.Equal([PoolGeneration.Lcs2005Sp1, PoolGeneration.Ocs2007R2], forest.Pools.Select(p => p.Generation));
        Assert.Equal("/etc/godwit/state/a.example.org.db", forest.Pools[0].DatabaseFile);
        Assert.Equal(["127.0.0.1", "b.example.org"], forest.Pools.Select(p => p.Advertise));
        Assert.Equal([250, 1_000], forest.Pools.Select(p => p.Limits.Contacts));
        Assert.Equal([64, 64], forest.Pools.Select(p => p.Limits.Groups));
        Assert.Equal([100, 7], forest.Pools.Select(p => p.MaxGroupSizeToExpand));
        Assert.Equal([null, 5062], forest.Pools.Select(p => p.Web?.Port));
        Assert.False(forest.Management!.TrustLoopback);
    }

    [Theory]
    [InlineData("\"maxContactsPerUser\": 0", "pools[0].maxContactsPerUser")]
    [InlineData("\"maxContactsPerUser\": -1", "pools[0].maxContactsPerUser")]
    [InlineData("\"maxContactsPerUser\": 5001", "pools[0].maxContactsPerUser")]
    [InlineData("\"maxGroupSizeToExpand\": 0", "pools[0].maxGroupSizeToExpand")]
    [InlineData("\"maxGroupSizeToExpand\": 1001", "pools[0].maxGroupSizeToExpand")]
    [InlineData("\"web\": \"here\"", "pools[0].web")]
    [InlineData("\"web\": \"127.0.0.1:5060\"", "pools[0].web")]
    public void A_limit_or_listener_that_can_not_be_is_named(string member, string path)
    {
        Read(Good.Replace("\"maxContactsPerUser\": 250", member, StringComparison.Ordinal), out var problems);
        Assert.Equal(path, Assert.Single(problems).Member);
    }

    [Theory]
    [InlineData("{ \"negotiate\": true }", "management.signIn.roles")]
    [InlineData("{ \"roles\": { \"reader\": [\"all\"] } }", "management.signIn.roles")]
    [InlineData("{ \"negotiate\": true, \"roles\": { \"reader\": [\" \"], \"serverAdministrator\": [\"anna\"] } }", "management.signIn.roles.reader[0]")]
    [InlineData("{ \"openIdConnect\": { \"authority\": \"http://login.example.org\", \"clientId\": \"g\" }, \"roles\": { \"reader\": [\"all\"] } }", "management.signIn.openIdConnect.authority")]
    [InlineData("{ \"openIdConnect\": { \"authority\": \"https://login.example.org\" }, \"roles\": { \"reader\": [\"all\"] } }", "management.signIn.openIdConnect.clientId")]
    [InlineData("{ \"openIdConnect\": { \"authority\": \"https://login.example.org\", \"clientId\": \"g\", \"scopes\": [\"email\"] }, \"roles\": { \"reader\": [\"all\"] } }", "management.signIn.openIdConnect.scopes")]
    [InlineData("{ \"kerberos\": true }", "management.signIn.kerberos")]
    public void A_way_to_sign_in_that_can_not_be_is_named(string signIn, string path)
    {
        Read(WithSignIn(signIn), out var problems);
        Assert.Equal(path, Assert.Single(problems).Member);
    }

    [Fact]
    public void Ways_to_sign_in_have_their_roles_and_defaults()
    {
        var forest = Read(WithSignIn("{ \"openIdConnect\": { \"authority\": \"https://login.example.org/staff\", \"clientId\": \"godwit\", \"clientSecret\": \"hush\" }, \"negotiate\": true, \"roles\": { \"serverAdministrator\": [\"admins\"] } }"), out var problems);

        Assert.Empty(problems);
        var signIn = forest!.Management!.SignIn;
        Assert.Equal(["account", "openid-connect", "negotiate"], signIn.Ways);
        Assert.Equal(("groups", "godwit at https://login.example.org/staff"), (signIn.OpenIdConnect!.RoleClaim, signIn.OpenIdConnect.ToString()));
        Assert.Equal(["openid", "profile"], signIn.OpenIdConnect.Scopes);
        Assert.Equal(["admins"], signIn.Roles.ServerAdministrator);
    }

    private static string WithSignIn(string signIn) => Good.Replace("\"https\": \"[::1]:8443\"", $"\"https\": \"[::1]:8443\", \"signIn\": {signIn}", StringComparison.Ordinal);

    [Theory]
    [InlineData("\"join\": { \"management\": \"m.example.org:8444\" }", "pools")]
    [InlineData("\"join\": { \"management\": \"m.example.org\" }", "join.management")]
    [InlineData("\"join\": {}", "join.management")]
    [InlineData("\"join\": { \"management\": \"m.example.org:8444\" }, \"management\": { \"https\": \"[::1]:8443\" }", "join")]
    [InlineData("\"management\": { \"https\": \"[::1]:8443\" }", "management.poolHosts")]
    public void What_does_not_fit_together_on_several_hosts_is_named(string role, string path)
    {
        var elsewhere = path is "pools" or "management.poolHosts";
        Read($$"""
            {
              "forest": { "domains": ["example.org"], "netBiosDomain": "example" },
              "data": "state",
              "pools": [ { "fqdn": "a.example.org", "generation": "OCS 2007", "tls": "*:5061", "elsewhere": {{(elsewhere ? "true" : "false")}} } ],
              {{role}},
              "tls": { "certificate": "c", "key": "k", "authority": "a" }
            }
            """, out var problems);
        Assert.Equal(path, Assert.Single(problems).Member);
    }

    [Fact]
    public void A_host_that_joins_needs_no_management_but_certificates()
    {
        const string joins = """
            {
              "forest": { "domains": ["example.org"], "netBiosDomain": "example" },
              "data": "state",
              "pools": [ { "fqdn": "a.example.org", "generation": "OCS 2007", "tls": "*:5061" }, { "fqdn": "b.example.org", "generation": "OCS 2007", "tls": "*:5061", "elsewhere": true } ],
              "join": { "management": "m.example.org:8444" },
              "tls": { "certificate": "c", "key": "k", "authority": "a" }
            }
            """;
        var forest = Read(joins, out var problems);
        Assert.Empty(problems);
        Assert.Null(forest!.Management);
        Assert.Equal(new JoinSettings("m.example.org", 8444), forest.Join);
        Assert.Equal(["a.example.org"], forest.PoolsHere.Select(p => p.Fqdn));
        Read(joins.Replace("\"tls\": { \"certificate\"", "\"limits\": {}, \"$was\": { \"certificate\"", StringComparison.Ordinal), out problems);
        Assert.Equal("tls", Assert.Single(problems).Member);
    }

    [Fact]
    public void Every_mistake_is_named_at_once()
    {
        Read("""
            {
              "forest": { "domains": ["exa mple", "x.org", "X.org"], "netBiosDomain": "TOO LONG FOR NETBIOS" },
              "pools": [
                { "fqdn": "a.x.org", "generation": "OCS 2010", "tcp": "127.0.0.1:5060" },
                { "fqdn": "A.x.org", "generation": "OCS 2007", "tcp": "0.0.0.0:5060", "edition": "Gold" },
                { "fqdn": "nodots", "generation": "OCS 2007", "tcp": "5060" },
                { "generation": "OCS 2007", "advertise": "a b" }
              ],
              "management": { "https": "127.0.0.1:5060" },
              "tls": { "key": "k.pem" },
              "limits": { "undoDays": -1 },
              "vault": { "interval": -5 }
            }
            """, out var problems);

        Assert.Equal(
            [
                "data", "forest.domains[0]", "forest.domains[2]", "forest.netBiosDomain", "limits.undoDays", "management.https", "management.https", "pools[0].generation", "pools[1].database",
                "pools[1].edition", "pools[1].fqdn", "pools[1].tcp", "pools[2].fqdn", "pools[2].tcp", "pools[3].advertise", "pools[3].fqdn", "pools[3].tls", "tls.authority", "tls.certificate",
                "vault.interval",
            ],
            problems.Select(p => p.Member).Order(StringComparer.Ordinal));
    }

    [Fact]
    public void A_problem_reads_as_member_value_rule_and_cure()
    {
        Read(Good.Replace("ocs2007r2", "OCS 2010", StringComparison.Ordinal), out var problems);

        Assert.Equal("pools[1].generation \"OCS 2010\": is not a generation that pools run; write one of LCS 2005 SP1, OCS 2007, OCS 2007 R2", Assert.Single(problems).ToString());
    }

    [Theory]
    [InlineData("\"data\"", "\"dtaa\": 1, \"data\"", "dtaa", "did you mean data?")]
    [InlineData("\"fqdn\": \"b", "\"prot\": {}, \"fqdn\": \"b", "pools[1].prot", "tls")]
    [InlineData("\"data\"", "\"vault\": { \"intervall\": 60 }, \"data\"", "vault.intervall", "did you mean interval?")]
    [InlineData("\"domains\"", "\"colour\": null, \"domains\"", "forest.colour", "remove it, or write one of domains, netBiosDomain, directory")]
    public void An_unknown_member_is_an_error_with_a_suggestion(string from, string to, string member, string cure)
    {
        Read(Good.Replace(from, to, StringComparison.Ordinal), out var problems);

        var problem = Assert.Single(problems);
        Assert.Equal(member, problem.Member);
        Assert.Equal("is unknown", problem.Rule);
        Assert.Contains(cure, problem.Cure, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("{", "the file")]
    [InlineData("null", "the file")]
    [InlineData("[]", "the file")]
    [InlineData("""{ "data": 7 }""", "data")]
    [InlineData("""{ "pools": [ { "tcp": 5060 } ] }""", "pools[0].tcp")]
    public void What_is_not_the_form_is_named_by_its_place(string json, string member)
    {
        Assert.Null(Read(json, out var problems));
        Assert.Equal(member, Assert.Single(problems).Member);
    }

    [Fact]
    public void A_file_that_cannot_be_read_is_a_problem_and_no_exception()
    {
        var problems = new ConfigProblems();

        Assert.Null(ConfigReader.ReadFile("/nowhere/godwit.json", problems));
        Assert.Contains("cannot be read", Assert.Single(problems.Found).ToString(), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("\"url\": \"http://hooks.example.org/\", \"secret\": \"0123456789abcdef\"", "management.webhooks[0].url")]
    [InlineData("\"url\": \"https://me:pw@hooks.example.org/\", \"secret\": \"0123456789abcdef\"", "management.webhooks[0].url")]
    [InlineData("\"secret\": \"0123456789abcdef\"", "management.webhooks[0].url")]
    [InlineData("\"url\": \"https://hooks.example.org/\", \"secret\": \"0123456789abcde\"", "management.webhooks[0].secret")]
    [InlineData("\"url\": \"https://hooks.example.org/\"", "management.webhooks[0].secret")]
    [InlineData("\"url\": \"https://hooks.example.org/\", \"secret\": \"0123456789abcdef\", \"events\": [\"begun\"]", "management.webhooks[0].events[0]")]
    [InlineData("\"url\": \"https://hooks.example.org/\", \"secret\": \"0123456789abcdef\", \"event\": []", "management.webhooks[0].event")]
    public void A_webhook_that_can_not_be_is_named_without_its_secret(string hook, string path)
    {
        Read(WithWebhook(hook), out var problems);
        var problem = Assert.Single(problems);
        Assert.Equal(path, problem.Member);
        Assert.DoesNotContain("0123456789", problem.ToString(), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("https://hooks.example.org/moves", "")]
    [InlineData("http://127.0.0.1:9000/", ", \"events\": [\"Failed\"]")]
    public void A_webhook_is_told_what_it_asks_for_or_everything(string url, string events)
    {
        var forest = Read(WithWebhook($"\"url\": \"{url}\", \"secret\": \"0123456789abcdef\"{events}"), out var problems);
        Assert.Empty(problems);
        var hook = Assert.Single(forest!.Management!.Webhooks);
        Assert.Equal(events.Length == 0 ? Enum.GetValues<MoveEvent>() : [MoveEvent.Failed], hook.Events.Order());
        Assert.DoesNotContain(hook.Secret, hook.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public void The_example_file_is_valid()
    {
        var problems = new ConfigProblems();
        var forest = ConfigReader.ReadFile(Path.Combine(Source.Root, "config", "godwit.example.json"), problems);

        Assert.Empty(problems.Found);
        Assert.Equal(3, forest!.Pools.Count);
    }

    private static string WithWebhook(string hook) =>
        Good.Replace("\"https\": \"[::1]:8443\"", $"\"https\": \"[::1]:8443\", \"webhooks\": [ {{ {hook} }} ]", StringComparison.Ordinal);

    private static ForestSettings? Read(string json, out IReadOnlyList<ConfigProblem> found)
    {
        var problems = new ConfigProblems();
        var forest = ConfigReader.Read(json, "/etc/godwit", problems);
        found = problems.Found;
        return forest;
    }
}
