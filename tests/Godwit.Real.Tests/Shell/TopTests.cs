using System.Text;
using Godwit.Real.Tests.Servers;

namespace Godwit.Real.Tests.Shell;

[Collection(ShellCollection.Name)]
public class TopTests(ShellForest forest)
{
    [Fact]
    public async Task In_a_pipe_it_looks_once()
    {
        var view = (await forest.Shell("top --json")).Ended(0).Json;
        Assert.Equal(["lcs01.godwit.test", "ocs07.godwit.test", "r2pool.godwit.test"], view.GetProperty("pools").EnumerateArray().Select(p => p.GetProperty("fqdn").GetString()));
        Assert.All(view.GetProperty("pools").EnumerateArray(), p => Assert.True(p.GetProperty("messagesPerSecond").GetDouble() >= 0));
        Assert.Equal(0, view.GetProperty("moves").GetArrayLength());

        var lines = (await forest.Shell("top --once")).Ended(0).Out.Split('\n', StringSplitOptions.RemoveEmptyEntries);
        Assert.Contains(lines, l => l.StartsWith("r2pool.godwit.test\tOCS 2007 R2\trunning\t", StringComparison.Ordinal));
    }

    [Fact]
    public async Task A_move_that_waits_is_among_them()
    {
        var user = await forest.NewUser(DemoPool.Lcs);
        var move = (await forest.Shell($"move --to r2pool.godwit.test --user {user} --start-after 2100-01-01T00:00Z --json")).Ended(0).Json.GetProperty("id").GetString()!;
        try
        {
            var shown = (await forest.Shell("top --json")).Ended(0).Json.GetProperty("moves").EnumerateArray().Single(m => m.GetProperty("id").GetString() == move);
            Assert.Equal(("scheduled", 1, 0), (shown.GetProperty("state").GetString(), shown.GetProperty("total").GetInt32(), shown.GetProperty("done").GetInt32()));
        }
        finally
        {
            (await forest.Shell($"move cancel {move}")).Ended(0);
        }
    }

    /// <summary>On a terminal it goes on until Ctrl-C, which is its good end.</summary>
    [Fact]
    public async Task On_a_terminal_it_is_drawn_until_it_is_interrupted()
    {
        // Whoever runs the tests in the background of a shell has interrupts ignored, and so would all that they start.
        // 'exec': a shell that stays between takes the interrupt for its own and ends with 130 (dash does, bash does not).
        string[] words = ["--default-signal=INT", "script", "-qec", $"exec {Places.Godwit} top", "/dev/null"];
        using var terminal = GodwitShell.Start("env", words, forest.Server.Server);
        var drawn = new StringBuilder();
        var letters = new char[4096];
        while (!drawn.ToString().Contains("No move is under way.", StringComparison.Ordinal))
        {
            var read = await terminal.StandardOutput.ReadAsync(letters, TestContext.Current.CancellationToken);
            Assert.True(read > 0, $"It ended:\n{drawn}");
            drawn.Append(letters, 0, read);
        }

        await terminal.StandardInput.WriteAsync('\u0003');
        await terminal.StandardInput.FlushAsync(TestContext.Current.CancellationToken);
        (await GodwitShell.End(terminal, words)).Ended(0);
        Assert.Contains("r2pool.godwit.test", drawn.ToString(), StringComparison.Ordinal);
    }
}
