using System.Text.Json;
using Godwit.Real.Tests.Servers;

namespace Godwit.Real.Tests.Shell;

[Collection(ShellCollection.Name)]
public class ReceiptVerbTests(ShellForest forest)
{
    private static readonly Uri Nowhere = new("https://127.0.0.1:9");

    [Fact]
    public async Task Receipts_are_checked_without_a_server_and_an_altered_one_is_named()
    {
        var (user, move) = await Moved();
        var (receipts, key) = (File("receipts.jsonl"), File("receipts.pem"));
        (await forest.Server.Shell("move", "receipts", move, "--out", receipts)).Ended(0);
        await System.IO.File.WriteAllTextAsync(key, (await forest.Shell("move key")).Ended(0).Out, TestContext.Current.CancellationToken);
        Assert.Equal(1, (await GodwitShell.Run(["move", "verify", receipts, "--key", key, "--json"], Nowhere)).Ended(0).Json.GetProperty("valid").GetInt32());

        var altered = (await System.IO.File.ReadAllTextAsync(receipts, TestContext.Current.CancellationToken)).Replace("\"forced\":false", "\"forced\":true", StringComparison.Ordinal);
        await System.IO.File.WriteAllTextAsync(receipts, altered + "not a receipt\n", TestContext.Current.CancellationToken);
        var found = (await GodwitShell.Run(["move", "verify", receipts, "--key", key, "--json"], Nowhere)).Ended(1).Json;
        Assert.Equal((0, 1, 1), (found.GetProperty("valid").GetInt32(), found.GetProperty("altered").GetInt32(), found.GetProperty("notReceipts").GetInt32()));
        var receipt = found.GetProperty("receipts")[0];
        Assert.Equal((user, "move"), (receipt.GetProperty("user").GetString(), receipt.GetProperty("altered")[0].GetString()));
        Assert.Contains("altered: move", (await GodwitShell.Run(["move", "verify", receipts, "--key", key], Nowhere)).Ended(1).Out, StringComparison.Ordinal);

        // Without the key the server is asked for it.
        (await GodwitShell.Run(["move", "verify", receipts], Nowhere)).Ended(3);
    }

    [Fact]
    public async Task A_move_is_compared_with_what_the_pools_hold_now()
    {
        var (user, move) = await Moved();
        var receipt = (await forest.Shell($"move verify {move} --user {user} --json")).Ended(0).Json.GetProperty("receipts")[0];
        Assert.Equal(("valid", "unchanged since the move"), (receipt.GetProperty("verdict").GetString(), receipt.GetProperty("now").GetString()));
        Assert.Contains("no-such-move", (await forest.Shell("move verify no-such-move")).Ended(1).Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Reports_come_as_files()
    {
        var (user, move) = await Moved();
        foreach (var format in new[] { "csv", "json", "html" })
        {
            var file = File($"report.{format}");
            (await forest.Server.Shell("move", "report", move, "--format", format, "--out", file)).Ended(0);
            var text = await System.IO.File.ReadAllTextAsync(file, TestContext.Current.CancellationToken);
            Assert.Contains(user, text, StringComparison.Ordinal);
            if (format == "csv") Assert.StartsWith("user,outcome,from,to,reason,lost\r\n", text, StringComparison.Ordinal);
            if (format == "json") Assert.Equal(move, JsonDocument.Parse(text).RootElement.GetProperty("id").GetString());
            if (format == "html") Assert.DoesNotContain("http", text.Replace("http-equiv", "", StringComparison.Ordinal), StringComparison.Ordinal);
        }

        (await forest.Shell($"move report {move} --format pdf")).Ended(2);
        Assert.Contains("There is no folder", (await forest.Shell($"move report {move} --format csv --out /no/such/folder/file.csv")).Ended(2).Error, StringComparison.Ordinal);
    }

    private async Task<(string User, string Move)> Moved()
    {
        var user = await forest.NewUser(DemoPool.Lcs);
        return (user, (await forest.Shell($"move --to r2pool.godwit.test --user {user} --json")).Ended(0).Json.GetProperty("id").GetString()!);
    }

    private string File(string name) => Path.Combine(forest.Server.Folder, $"{Guid.NewGuid():N}-{name}");
}
