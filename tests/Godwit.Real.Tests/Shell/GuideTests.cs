using System.Diagnostics;
using System.Text.RegularExpressions;
using Godwit.Real.Tests.Servers;

namespace Godwit.Real.Tests.Shell;

/// <summary>The migration of docs/admin-guide.md happens as it is written there: all its commands, in order, in one shell.</summary>
public partial class GuideTests
{
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(3);

    [Fact]
    public async Task The_migration_of_the_guide_ends_with_everybody_on_the_new_pool_and_the_old_one_retired()
    {
        var blocks = Blocks().Matches(await File.ReadAllTextAsync(Path.Combine(Places.Root, "docs", "admin-guide.md"), TestContext.Current.CancellationToken)).Select(b => b.Groups["text"].Value).ToList();
        // The first block is the demo, which the test runs on ports of its own.
        Assert.Equal("./godwit demo\n", blocks[0]);
        await using var server = await GodwitProcess.Start(users: 12);
        var folder = Directory.CreateDirectory(Path.Combine(server.Folder, "guide")).FullName;
        File.CreateSymbolicLink(Path.Combine(folder, "godwit"), Places.Godwit);

        var (code, told) = await Bash(string.Concat(blocks.Skip(1)), folder, server.Server);
        Assert.True(code == 0, told);

        var users = (await server.Shell("user list --json")).Ended(0).Json.EnumerateArray().ToList();
        Assert.Equal(12, users.Count);
        Assert.All(users, u => Assert.Equal(DemoPool.R2.Fqdn, u.GetProperty("home").GetString()));
        Assert.DoesNotContain(DemoPool.Lcs.Fqdn, (await server.Shell("pool list")).Ended(0).Out, StringComparison.Ordinal);
        Assert.Contains(DemoPool.Lcs.Fqdn, (await server.Shell("pool list --retired")).Ended(0).Out, StringComparison.Ordinal);

        // What the page says that one sees.
        Assert.Contains("2 valid, 0 altered", told, StringComparison.Ordinal);
        Assert.Contains("was to be moved, is there already now", told, StringComparison.Ordinal);
        Assert.Contains("is scheduled", told, StringComparison.Ordinal);
        Assert.Contains("Forced; the data from lcs01.godwit.test has followed.", told, StringComparison.Ordinal);
        Assert.Contains("alice@godwit.test", await File.ReadAllTextAsync(Path.Combine(folder, "tuesday.html"), TestContext.Current.CancellationToken), StringComparison.Ordinal);
    }

    /// <summary>Ends at the first command that fails; what was typed and what was answered.</summary>
    private static async Task<(int Code, string Told)> Bash(string script, string folder, Uri server)
    {
        var start = new ProcessStartInfo("bash", ["-c", "exec 2>&1\nset -euxo pipefail\n" + script]) { WorkingDirectory = folder, RedirectStandardOutput = true, RedirectStandardInput = true };
        start.Environment["GODWIT_SERVER"] = server.ToString();
        start.Environment.Remove("GODWIT_TOKEN");
        using var bash = Process.Start(start) ?? throw new InvalidOperationException("bash did not start");
        try
        {
            var told = await bash.StandardOutput.ReadToEndAsync(TestContext.Current.CancellationToken).WaitAsync(Patience, TestContext.Current.CancellationToken);
            await bash.WaitForExitAsync(TestContext.Current.CancellationToken);
            return (bash.ExitCode, told);
        }
        finally
        {
            if (!bash.HasExited) bash.Kill(entireProcessTree: true);
        }
    }

    [GeneratedRegex(@"^```sh\n(?<text>.*?)^```", RegexOptions.Multiline | RegexOptions.Singleline)]
    private static partial Regex Blocks();
}
