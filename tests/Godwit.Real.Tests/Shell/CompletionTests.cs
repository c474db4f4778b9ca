using Godwit.Real.Tests.Servers;

namespace Godwit.Real.Tests.Shell;

/// <summary>What shells complete with the scripts of <c>godwit completion</c>, by their own means.</summary>
[Collection(ShellCollection.Name)]
public class CompletionTests(ShellForest forest)
{
    /// <summary>Runs the function that bash would run at a Tab behind the line, with the words as bash cuts them.</summary>
    private const string Bash = """
        COMP_WORDBREAKS=$' \t\n"\'@><=;|&(:'
        source <("$1" completion bash)
        COMP_LINE="$1 $2" COMP_POINT=${#COMP_LINE}
        read -r -a COMP_WORDS <<< "$(sed -E 's/([@:=])/ \1 /g' <<< "$2")"
        COMP_WORDS=("$1" "${COMP_WORDS[@]}")
        [[ $COMP_LINE == *' ' ]] && COMP_WORDS+=('')
        COMP_CWORD=$(( ${#COMP_WORDS[@]} - 1 ))
        _godwit
        printf '%s\n' "${COMPREPLY[@]}"
        """;

    [Theory]
    [InlineData("mo", "move")]
    [InlineData("user sh", "show")]
    [InlineData("user ", "list show add enable disable clients")]
    [InlineData("move --fo", "--force")]
    [InlineData("move --to ", "lcs01.godwit.test ocs07.godwit.test r2pool.godwit.test")]
    [InlineData("move --force --to r", "r2pool.godwit.test")]
    [InlineData("pool show oc", "ocs07.godwit.test")]
    [InlineData("export --pool l", "lcs01.godwit.test")]
    [InlineData("user show ali", "alice@godwit.test")]
    [InlineData("user show alice@god", "godwit.test")]
    [InlineData("move --user alice@godwit.test --user bo", "bob@godwit.test")]
    [InlineData("completion f", "fish")]
    public async Task Bash_completes_verbs_options_pools_and_users(string line, string words)
    {
        var answer = (await GodwitShell.Run("bash", ["-c", Bash, "bash", Places.Godwit, line], forest.Server.Server)).Ended(0);
        var completed = answer.Out.Split('\n', StringSplitOptions.RemoveEmptyEntries);
        Assert.Empty(words.Split(' ').Except(completed));
        if (!words.Contains(' ', StringComparison.Ordinal)) Assert.Equal([words], completed);
    }

    [Theory]
    [InlineData("mo", "move")]
    [InlineData("move --to r", "r2pool.godwit.test")]
    [InlineData("user show alice@god", "alice@godwit.test")]
    public async Task Fish_completes_them_too(string line, string word)
    {
        var answer = (await GodwitShell.Run("fish", ["--no-config", "-c", $"set -x PATH {Path.GetDirectoryName(Places.Godwit)} $PATH; godwit completion fish | source; complete -C 'godwit {line}'"], forest.Server.Server)).Ended(0);
        Assert.Equal([word], answer.Out.Split('\n', StringSplitOptions.RemoveEmptyEntries));
    }

    /// <summary>Zsh calls its function with the words of the line; compadd takes what is offered.</summary>
    [Theory]
    [InlineData("mo", "move")]
    [InlineData("move --to r", "r2pool.godwit.test")]
    public async Task Zsh_completes_them_too(string line, string word)
    {
        const string Script = """
            compdef() { :; }; compadd() { print -l -- ${(P)@[-1]}; }; _files() { print files; }
            source <($1 completion zsh)
            words=($1 ${(s: :)2}) CURRENT=$#words
            _godwit
            """;
        var answer = (await GodwitShell.Run("zsh", ["-f", "-c", Script, "zsh", Places.Godwit, line], forest.Server.Server)).Ended(0);
        Assert.Contains(word, answer.Out.Split('\n'));
    }

    [Fact]
    public async Task A_server_that_is_away_completes_no_pools_and_says_nothing()
    {
        var answer = (await GodwitShell.Run(["[suggest:10]", "move --to "], new Uri("https://127.0.0.1:9"))).Ended(0);
        Assert.DoesNotContain("godwit.test", answer.Out, StringComparison.Ordinal);
        Assert.Empty(answer.Error);
    }
}
