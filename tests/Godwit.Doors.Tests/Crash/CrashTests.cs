using System.Diagnostics;
using System.Globalization;

namespace Godwit.Doors.Tests.Crash;

/// <summary>Kills a writing process without warning, again and again, and looks for every write that it had acknowledged.</summary>
public sealed class CrashTests(ITestOutputHelper output) : IDisposable
{
    private const int Rounds = 5;

    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact(Timeout = 120_000)]
    public async Task Every_acknowledged_write_survives_kill_9()
    {
        var seed = Environment.TickCount;
        output.WriteLine($"seed {seed}");
        var random = new Random(seed);
        var acknowledged = new List<string[]>();
        for (var run = 0; run < Rounds; run++)
        {
            var lines = await WriteUntilKilled(run, random.Next(20, 1500), TestContext.Current.CancellationToken);
            acknowledged.AddRange(lines);
            await Check(acknowledged);
        }
        foreach (var kind in new[] { "saved", "imported", "added", "homed" }) Assert.Contains(acknowledged, line => line[0] == kind);
    }

    /// <summary>The lines the writer said before it died, the last unfinished one left out.</summary>
    private async Task<List<string[]>> WriteUntilKilled(int run, int afterLines, CancellationToken cancel)
    {
        // Without a debugger's door, which a killed process would leave in the temporary folder.
        var start = new ProcessStartInfo(Environment.ProcessPath!) { RedirectStandardOutput = true, Environment = { ["DOTNET_EnableDiagnostics"] = "0" } };
        if (Path.GetFileNameWithoutExtension(start.FileName) == "dotnet") start.ArgumentList.Add(typeof(CrashTests).Assembly.Location);
        foreach (var argument in new[] { Writer.Verb, _folder.Path, run.ToString(CultureInfo.InvariantCulture) }) start.ArgumentList.Add(argument);
        using var writer = Process.Start(start)!;
        try
        {
            var lines = new List<string[]>();
            while (lines.Count < afterLines && await writer.StandardOutput.ReadLineAsync(cancel) is { } line) lines.Add(line.Split(' '));
            writer.Kill();
            var rest = await writer.StandardOutput.ReadToEndAsync(cancel);
            lines.AddRange(rest[..(rest.LastIndexOf('\n') + 1)].Split('\n', StringSplitOptions.RemoveEmptyEntries).Select(line => line.Split(' ')));
            Assert.True(lines.Count >= afterLines, "The writer ended by itself");
            return lines;
        }
        finally
        {
            writer.Kill();
            await writer.WaitForExitAsync(CancellationToken.None);
        }
    }

    private async Task Check(List<string[]> acknowledged)
    {
        var cancel = TestContext.Current.CancellationToken;
        await using var pool = Writer.OpenPool(_folder.Path);
        using var directory = Writer.OpenDirectory(_folder.Path);
        var contacts = new HashSet<(int, string)>();
        for (var flow = 0; flow < Writer.Flows; flow++)
            foreach (var contact in (await pool.Users.Load(Writer.Saver(flow), cancel))?.Contacts ?? []) contacts.Add((flow, contact.Uri));
        foreach (var line in acknowledged)
            switch (line[0])
            {
                case "saved":
                    Assert.Contains((Number(line[1]), line[2]), contacts);
                    break;
                case "imported":
                    Assert.DoesNotContain(null, await pool.BackEnd.ReadBack(Writer.Batch(Number(line[1]), Number(line[2])), cancel));
                    break;
                case "added":
                    Assert.NotNull(await directory.Secrets.Find(Writer.Added(Number(line[1]), Number(line[2])).User, cancel));
                    break;
                case "homed":
                    Assert.Equal("lcs01.godwit.test", (await directory.Users.Find(Writer.Added(Number(line[1]), Number(line[2])), cancel))?.HomePool);
                    break;
            }
        await NoBatchIsThereInPart(pool.BackEnd, acknowledged, cancel);
    }

    private static async Task NoBatchIsThereInPart(Godwit.Moves.IBackEnd backEnd, List<string[]> acknowledged, CancellationToken cancel)
    {
        foreach (var run in acknowledged.Where(line => line[0] == "imported").GroupBy(line => Number(line[1])))
        {
            var unacknowledged = Writer.Batch(run.Key, run.Max(line => Number(line[2])) + 1);
            Assert.Single((await backEnd.ReadBack(unacknowledged, cancel)).Select(digest => digest is null).Distinct());
        }
    }

    private static int Number(string text) => int.Parse(text, CultureInfo.InvariantCulture);
}
