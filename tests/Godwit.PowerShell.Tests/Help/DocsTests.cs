using System.Text.RegularExpressions;
using Godwit.PowerShell.Objects;
using Godwit.PowerShell.Tests.Shells;

namespace Godwit.PowerShell.Tests.Help;

/// <summary>What docs/powershell.md and the administrator's guide show can be typed: every line of a page is run, in order, in a forest of its own.</summary>
[Collection(ShellCollection.Name)]
public partial class DocsTests(AdminShell admin)
{
    [Fact]
    public async Task Every_command_of_the_page_works_and_no_cmdlet_is_missing()
    {
        var used = new HashSet<string>();
        await Type("powershell.md", (line, _) => used.UnionWith(Cmdlet().Matches(line).Select(m => m.Value)));
        Assert.Equal(HelpText.All().Select(t => t.Name), used.Where(u => u.Contains("Cs", StringComparison.Ordinal) || u == "Connect-Godwit").Order(StringComparer.Ordinal));
    }

    [Fact]
    public async Task The_day_of_the_guide_leaves_on_the_old_pool_who_was_left_out_and_who_went_back()
    {
        ShellAnswer? last = null;
        await Type("admin-guide.md", (_, answer) => last = answer);
        Assert.Equal(["alice@godwit.test", "bob@godwit.test"], last!.All<CsUser>().Select(u => u.Address));
    }

    /// <summary>Types the page's lines in a forest of its own, whose user says yes.</summary>
    private async Task Type(string page, Action<string, ShellAnswer> then)
    {
        await using var own = new AdminShell();
        await own.InitializeAsync();
        own.Shell.Host.Answer = 'Y';
        own.Run("Set-Location $folder", ("folder", own.Folder)).Clean();
        try
        {
            foreach (var line in Lines(page)) then(line, own.Run(Here(line, own)).Clean());
        }
        finally
        {
            admin.Run($"Connect-Godwit -Server {admin.Server}").Clean();
        }
    }

    private static IEnumerable<string> Lines(string page) => Blocks().Matches(File.ReadAllText(Path.Combine(Places.Root, "docs", page)))
        .SelectMany(b => b.Groups["text"].Value.Split('\n', StringSplitOptions.RemoveEmptyEntries));

    /// <summary>The module and the server of this test.</summary>
    private static string Here(string line, AdminShell own) => line
        .Replace("./artifacts/powershell/Godwit", Places.Module, StringComparison.Ordinal).Replace("https://127.0.0.1:8443", own.Server, StringComparison.Ordinal);

    [GeneratedRegex(@"^```powershell\n(?<text>.*?)^```", RegexOptions.Multiline | RegexOptions.Singleline)]
    private static partial Regex Blocks();

    [GeneratedRegex(@"\b[A-Z][a-z]+-(Cs\w+|Godwit)\b")]
    private static partial Regex Cmdlet();
}
