using System.Text.Json;
using Godwit.Real.Tests.Servers;

namespace Godwit.Real.Tests.Shell;

/// <summary>What holds for all verbs: exit codes, one JSON value, help, where the server is (docs/cli.md).</summary>
[Collection(ShellCollection.Name)]
public class UsageTests(ShellForest forest)
{
    private static readonly Uri NoServer = new("https://127.0.0.1:9");

    public static TheoryData<string> Verbs => new(
        "demo", "serve", "check", "user", "user list", "user show", "user add", "user enable", "user disable", "pool", "pool list", "pool show", "pool stop", "pool start",
        "pool retire", "move", "move list", "move show", "move report", "export", "import", "dbimpexp", "top", "profile", "profile add", "profile list", "profile use", "profile remove", "completion");

    [Theory]
    [MemberData(nameof(Verbs))]
    public async Task Help_of_every_verb_ends_with_0_and_names_the_verb(string verb)
    {
        var help = (await GodwitShell.Run([.. verb.Split(' '), "--help"])).Ended(0);
        Assert.Contains($"godwit {verb}", help.Out, StringComparison.Ordinal);
        Assert.Empty(help.Error);
    }

    [Theory]
    [InlineData("user", "<ADDRESS>")]
    [InlineData("move", "--to <FQDN>")]
    [InlineData("move plan", "<ID>")]
    [InlineData("export", "--user <ADDRESS>")]
    public async Task Help_names_what_a_word_is_and_lists_nobody(string verb, string word)
    {
        var help = (await forest.Shell(verb + " --help")).Ended(0).Out;
        Assert.Contains(word, help, StringComparison.Ordinal);
        Assert.DoesNotContain("@godwit.test", help, StringComparison.Ordinal);
        Assert.DoesNotContain("lcs01", help, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("fly", "fly")]
    [InlineData("user frobnicate", "frobnicate")]
    [InlineData("user list --jsn", "--jsn")]
    [InlineData("move --to r2pool.godwit.test --from lcs01.godwit.test --hurry", "--hurry")]
    [InlineData("demo --users 5", "--users")]
    [InlineData("demo --port-base 65530", "--port-base")]
    [InlineData("check", "--config")]
    [InlineData("move --to r2pool.godwit.test", "--user")]
    [InlineData("move --user alice@godwit.test", "--to")]
    public async Task Bad_usage_ends_with_2_and_names_the_word(string line, string word)
    {
        var refused = (await GodwitShell.Run(line.Split(' '), NoServer)).Ended(2);
        Assert.Contains(word, refused.Error, StringComparison.Ordinal);
        Assert.Empty(refused.Out);

        var json = (await GodwitShell.Run([.. line.Split(' '), "--json"], NoServer)).Ended(2);
        Assert.Contains(word, json.Json.GetProperty("error").GetString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_server_that_does_not_answer_ends_with_3_and_is_named()
    {
        foreach (var line in (string[])["user list", "pool list", "move --to r2pool.godwit.test --from lcs01.godwit.test", "move list"])
        {
            var alone = (await GodwitShell.Run([.. line.Split(' '), "--json"], NoServer)).Ended(3);
            Assert.Contains("127.0.0.1:9", alone.Json.GetProperty("error").GetString(), StringComparison.Ordinal);
            Assert.Contains("127.0.0.1:9", alone.Error, StringComparison.Ordinal);
        }
    }

    [Fact]
    public async Task The_option_names_the_server_before_the_environment_and_both_are_checked()
    {
        (await GodwitShell.Run(["pool", "list", "--server", forest.Server.Server.ToString()], NoServer)).Ended(0);
        (await GodwitShell.Run(["pool", "list"], forest.Server.Server)).Ended(0);
        Assert.Contains("nonsense", (await GodwitShell.Run(["pool", "list", "--server", "nonsense"], NoServer)).Ended(2).Error, StringComparison.Ordinal);
        Assert.Contains("GODWIT_SERVER", (await GodwitShell.Run(["pool", "list"], new Uri("ftp://127.0.0.1"))).Ended(2).Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Json_is_one_value_on_stdout_and_words_go_to_stderr()
    {
        var user = await forest.NewUser(DemoPool.Lcs);
        foreach (var line in (string[])["user list", $"user show {user}", "pool list", "pool show lcs01.godwit.test", $"move --to ocs07.godwit.test --user {user}", "move list", $"user disable {user}", $"user enable {user}"])
        {
            var answer = (await forest.Shell(line + " --json")).Ended(0);
            Assert.True(answer.Json.ValueKind is JsonValueKind.Array or JsonValueKind.Object);
            Assert.Equal(line.StartsWith("move --to", StringComparison.Ordinal), answer.Error.Length > 0);
        }

        // What is refused is a value, too.
        Assert.Contains("nobody@godwit.test", (await forest.Shell("user show nobody@godwit.test --json")).Ended(1).Json.GetProperty("error").GetString(), StringComparison.Ordinal);
    }
}
