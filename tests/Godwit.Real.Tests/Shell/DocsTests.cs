using System.Text.RegularExpressions;
using Godwit.Real.Tests.Servers;

namespace Godwit.Real.Tests.Shell;

/// <summary>What README.md and docs/cli.md show can be typed: every command of them is run.</summary>
public partial class DocsTests
{
    /// <summary>The commands of the README's <c>sh</c> blocks, in order. Only those that end by themselves are run.</summary>
    [Fact]
    public async Task The_tour_of_the_README_works_on_a_demo()
    {
        var lines = Blocks().Matches(Text("README.md")).SelectMany(b => b.Groups["text"].Value.Split('\n')).Select(l => l.Split('#')[0].Trim()).Where(l => l.Length > 0).ToList();
        Assert.Contains("./godwit move --from lcs01.godwit.test --to r2pool.godwit.test", lines);
        // A demo of its own: the tour empties a pool.
        await using var server = await GodwitProcess.Start(users: 6);
        foreach (var line in lines)
        {
            Assert.True(line.StartsWith("./godwit ", StringComparison.Ordinal) || File.Exists(Path.Combine(Places.Root, line.Split(' ')[0])), $"README.md: {line}");
            if (!line.StartsWith("./godwit ", StringComparison.Ordinal)) continue;
            var words = line.Split(' ')[1..];
            if (words[0] == "demo") await Parses(words, line);
            else (await GodwitShell.Run(words, server.Server)).Ended(0);
        }
    }

    /// <summary>Every <c>godwit …</c> between backticks in docs/cli.md, with each of its alternatives, and an example in the place of each CAPITAL word.</summary>
    [Fact]
    public async Task Every_command_of_the_page_on_the_shell_is_understood()
    {
        var lines = Commands().Matches(Text("docs/cli.md")).SelectMany(m => Alternatives(m.Groups["line"].Value.Replace("\\|", "|", StringComparison.Ordinal))).Distinct().ToList();
        Assert.True(lines.Count > 30, $"Only {lines.Count} command lines were found in docs/cli.md");
        Assert.Contains("pool retire FQDN --force", lines);
        Assert.Contains("move --to POOL --ou OU --force --dry-run", lines);
        foreach (var line in lines) await Parses(line.Split(' ', StringSplitOptions.RemoveEmptyEntries).Select(Example), line);
    }

    /// <summary>With a server that is not there a command that was understood ends with 3; <c>--help</c> keeps those from running that need none.</summary>
    private static async Task Parses(IEnumerable<string> words, string line)
    {
        string[] all = words.First() is "demo" or "serve" or "check" or "completion" || words.Take(2).SequenceEqual(["profile", "list"]) || words.Take(2).SequenceEqual(["profile", "use"]) || words.Take(2).SequenceEqual(["profile", "remove"]) ? [.. words, "--help"] : [.. words];
        var answer = await GodwitShell.Run(all, new Uri("https://127.0.0.1:9"));
        Assert.True(answer.Code == (all[^1] == "--help" ? 0 : 3), $"'{line}' was not understood: {answer}");
    }

    private static string Example(string word) => word switch
    {
        "FQDN" or "POOL" => "r2pool.godwit.test",
        "ADDRESS" or "A" or "B" => "alice@godwit.test",
        "FILE" => Path.Combine(Places.Root, "tests", "Godwit.Real.Tests", "Shell", "users.csv"),
        "DIR" => "/tmp",
        "OLD=NEW" => "old.example=new.example",
        "/hrxmlfile:FILE" => "/hrxmlfile:" + Example("FILE"),
        "/user:ADDRESS" => "/user:alice@godwit.test",
        "OU" => "Sales",
        "NAME" => "lab",
        "PEM" => Pem(),
        "SECRET" => Secret(),
        "SHELL" => "bash",
        "SERVER" => "https://127.0.0.1:9",
        "HEX" => new string('a', 64),
        "ROLE" => "reader",
        "ID" => "20260812-090000-0001",
        "TEXT" => "secret",
        "WINDOW" => "22:00-06:00",
        "TIME" => "2100-01-01T00:00Z",
        "PRIORITY" => "high",
        "WAY" => "wait",
        "AGENT" => "OC",
        "ACTION" => "block-with-url",
        "VERSION" => "2.0.6362.*",
        "COMPARISON" => "LSS",
        "URL" => "https://clients.example.org",
        "N" or "RULE" => "1",
        "USERAGENT" => "OC/3.5.6907.0",
        _ => word,
    };

    private static string Secret()
    {
        var file = Path.Combine(Places.Logs, "token");
        File.WriteAllText(file, "secret\n");
        return file;
    }

    private static string Pem()
    {
        using var own = new OwnCertificates(Places.Logs, "management.example.org");
        return Path.Combine(Places.Logs, "authority.pem");
    }

    /// <summary>[x] is there or not, (x | y) is one of them; with all options, and with none.</summary>
    private static IEnumerable<string> Alternatives(string line)
    {
        line = line.Replace(" …", "", StringComparison.Ordinal);
        if (Choice().Match(line) is { Success: true } choice)
            return choice.Groups["of"].Value.Split('|').SelectMany(one => Alternatives(line[..choice.Index] + one.Trim() + line[(choice.Index + choice.Length)..]));
        if (Option().Match(line) is { Success: true } option)
            return option.Groups["what"].Value.Split('|').Append("").SelectMany(one => Alternatives(line[..option.Index] + Full(option.Groups["what"].Value, one) + line[(option.Index + option.Length)..]));
        return [string.Join(' ', line.Split(' ', StringSplitOptions.RemoveEmptyEntries))];
    }

    /// <summary>[--enhanced-presence on|off]: the option with each of its values.</summary>
    private static string Full(string all, string one) =>
        one.Length > 0 && !one.TrimStart().StartsWith('-') && all.TrimStart().StartsWith("--", StringComparison.Ordinal) ? $"{all.Split(' ')[0]} {one.Trim()}" : one.Trim();

    private static string Text(string file) => File.ReadAllText(Path.Combine(Places.Root, file));

    [GeneratedRegex(@"^```sh\n(?<text>.*?)^```", RegexOptions.Multiline | RegexOptions.Singleline)]
    private static partial Regex Blocks();

    [GeneratedRegex(@"`godwit (?<line>[^`]+)`")]
    private static partial Regex Commands();

    [GeneratedRegex(@"\((?<of>[^()]*)\)")]
    private static partial Regex Choice();

    [GeneratedRegex(@"\[(?<what>[^\[\]]*)\]")]
    private static partial Regex Option();
}
