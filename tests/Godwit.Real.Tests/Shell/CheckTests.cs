using Godwit.Real.Tests.Servers;

namespace Godwit.Real.Tests.Shell;

/// <summary><c>godwit check</c>: every problem, in words.</summary>
public class CheckTests
{
    [Fact]
    public async Task The_example_configuration_is_good()
    {
        using var folder = new Scratch();
        // Ports of its own: those it names belong to whoever runs a demo here. Below those that the kernel gives to outgoing connections.
        var text = await File.ReadAllTextAsync(Path.Combine(Places.Root, "config", "godwit.example.json"), TestContext.Current.CancellationToken);
        var port = 29_400;
        foreach (var name in (string[])["5060", "5061", "5070", "5071", "5080", "5081", "8443"]) text = text.Replace($"127.0.0.1:{name}", $"127.0.0.1:{port++}", StringComparison.Ordinal);
        var file = folder.Write(text);

        Assert.Equal("OK\n", (await GodwitShell.Run(["check", "--config", file])).Ended(0).Out);
        Assert.Equal("""{"ok":true,"problems":[]}""", (await GodwitShell.Run(["check", "--config", file, "--json"])).Ended(0).Json.GetRawText());
    }

    [Fact]
    public async Task Every_problem_is_named_at_once()
    {
        using var folder = new Scratch();
        var file = folder.Write("""
            {
              "forest": { "domains": [], "netBiosDomain": "EXAMPLE", "directory": "directory.db" },
              "data": "data",
              "colour": "blue",
              "pools": [
                { "fqdn": "not a name", "generation": "LCS 2003", "tcp": "127.0.0.1:99999" },
                { "fqdn": "b.example.org", "generation": "OCS 2007" }
              ],
              "management": { "https": "everywhere" }
            }
            """);
        var refused = (await GodwitShell.Run(["check", "--config", file])).Ended(1);
        foreach (var word in (string[])["domains", "colour", "not a name", "LCS 2003", "127.0.0.1:99999", "pools[1]", "everywhere"])
            Assert.Contains(word, refused.Error, StringComparison.Ordinal);
        Assert.Empty(refused.Out);

        var json = (await GodwitShell.Run(["check", "--config", file, "--json"])).Ended(1).Json;
        Assert.True(json.GetProperty("problems").GetArrayLength() >= 7);
        (await GodwitShell.Run(["serve", "--config", file])).Ended(1);
    }

    [Fact]
    public async Task A_file_that_is_missing_or_is_not_JSON_is_named()
    {
        using var folder = new Scratch();
        Assert.Contains("nothing.json", (await GodwitShell.Run(["check", "--config", "nothing.json"])).Ended(1).Error, StringComparison.Ordinal);
        Assert.Contains("line", (await GodwitShell.Run(["check", "--config", folder.Write("{\n  nonsense")])).Ended(1).Error, StringComparison.OrdinalIgnoreCase);
        (await GodwitShell.Run(["check"])).Ended(2);
    }

    private sealed class Scratch : IDisposable
    {
        private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("godwit-check-");

        public string Write(string text)
        {
            var file = Path.Combine(_folder.FullName, "godwit.json");
            File.WriteAllText(file, text);
            return file;
        }

        public void Dispose() => _folder.Delete(recursive: true);
    }
}
