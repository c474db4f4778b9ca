using System.CommandLine;
using Godwit.Cli;

namespace Godwit.Tests.Cli;

/// <summary>Misuse is answered in words, naming the word, before any server is asked.</summary>
public class UsageTests
{
    private static RootCommand Root()
    {
        var root = new RootCommand();
        foreach (var verb in CliVerbs.Build()) root.Subcommands.Add(verb);
        return root;
    }

    [Theory]
    [InlineData("mvoe --to x", "mvoe")]
    [InlineData("user list --jsno", "--jsno")]
    [InlineData("user frobnicate", "frobnicate")]
    [InlineData("move --to r2pool.godwit.test", "whom")]
    [InlineData("move --user alice@godwit.test", "--to")]
    [InlineData("move --to p --user a@b.c --from q", "whom")]
    [InlineData("user add a@b.c --password x", "--unassigned")]
    [InlineData("user add a@b.c --pool p --unassigned --password x", "--unassigned")]
    [InlineData("user add a@b.c --pool p --password x --enhanced-presence maybe", "maybe")]
    [InlineData("user list --server nonsense", "nonsense")]
    [InlineData("pool show", "show")]
    [InlineData("move --to", "--to")]
    [InlineData("export --pool", "--pool")]
    [InlineData("move --to p --from q --rate fast", "fast")]
    [InlineData("top --every 0", "--every")]
    [InlineData("completion ksh", "ksh")]
    [InlineData("profile add lab", "--server")]
    [InlineData("profile add lab --server nonsense", "nonsense")]
    [InlineData("profile add lab --server https://lab.test --token x --token-file y", "--token-file")]
    public void Bad_usage_names_the_word(string line, string word)
    {
        var errors = Root().Parse(line).Errors;
        Assert.Contains(errors, e => e.Message.Contains(word, StringComparison.OrdinalIgnoreCase));
    }

    [Theory]
    [InlineData("move --to p --user a@b.c --user d@e.f --force")]
    [InlineData("move --to p --from q --dry-run --json")]
    [InlineData("move --to p --unassigned")]
    [InlineData("move list --json")]
    [InlineData("move report 17")]
    [InlineData("user list --json --server https://127.0.0.1:9000")]
    [InlineData("user add a@b.c --pool p --password x --enhanced-presence off")]
    [InlineData("pool retire p --force")]
    [InlineData("user list --profile lab")]
    [InlineData("profile add lab --server https://lab.test --fingerprint aa:bb --use")]
    [InlineData("top --once --json")]
    public void Good_usage_is_taken(string line) => Assert.Empty(Root().Parse(line).Errors);
}
