using System.Diagnostics;
using System.Globalization;
using Godwit.Moves;
using Godwit.Moves.Parcels;

namespace Godwit.Doors.Tests.Crash.Moves;

/// <summary>
/// A real process moves users between real files and dies by kill -9 at random points; the next one goes on, and dies too. In the end everybody is in one
/// place with all data. The points that every call passes are tried one by one in memory (Godwit.Tests); this is the sample on real files.
/// </summary>
public sealed class MoveCrashTests(ITestOutputHelper output)
{
    private const int Rounds = 3;

    [Theory(Timeout = 300_000)]
    [InlineData("-")]
    [InlineData(MoverForest.Target)]
    [InlineData(MoverForest.Source)]
    public async Task Everybody_is_in_one_place_with_all_data_after_kill_9(string down)
    {
        var seed = Environment.TickCount;
        output.WriteLine($"seed {seed}, down: {down}");
        var random = new Random(seed);
        for (var round = 0; round < Rounds; round++)
        {
            using var folder = new TemporaryFolder();
            var cancel = TestContext.Current.CancellationToken;
            await using (var forest = new MoverForest(folder.Path, new DeadlyPoints(-1))) await forest.Fill(cancel);
            List<int> killed = [];
            for (var death = 0; death < 3; death++)
            {
                var at = random.Next(1, death == 0 ? 20 : 45);
                if (await Run(folder.Path, at, down, cancel)) break;
                killed.Add(at);
            }

            var where = $"seed {seed}, round {round}, down {down}, killed at {string.Join(", ", killed)}";
            output.WriteLine(where);
            Assert.NotEmpty(killed);
            await using var last = new MoverForest(folder.Path, new DeadlyPoints(-1));
            if (down != "-") last.Stop(down);
            await Finish(last, down, where, cancel);
            await Check(last, where, cancel);
        }
    }

    /// <summary>True when it came to the end before that point.</summary>
    private static async Task<bool> Run(string folder, int killAt, string down, CancellationToken cancel)
    {
        // Without a debugger's door, which a killed process would leave in the temporary folder.
        var start = new ProcessStartInfo(Environment.ProcessPath!) { RedirectStandardOutput = true, Environment = { ["DOTNET_EnableDiagnostics"] = "0" } };
        if (Path.GetFileNameWithoutExtension(start.FileName) == "dotnet") start.ArgumentList.Add(typeof(MoveCrashTests).Assembly.Location);
        foreach (var argument in new[] { Mover.Verb, folder, killAt.ToString(CultureInfo.InvariantCulture), down }) start.ArgumentList.Add(argument);
        using var mover = Process.Start(start)!;
        var said = await mover.StandardOutput.ReadToEndAsync(cancel);
        await mover.WaitForExitAsync(cancel);
        Assert.True(mover.ExitCode is 0 or 137, $"The mover ended with {mover.ExitCode}: {said}");
        return mover.ExitCode == 0;
    }

    private static async Task Finish(MoverForest forest, string down, string where, CancellationToken cancel)
    {
        await forest.Engine.Resume(cancel);
        foreach (var move in await forest.Journal.List(cancel))
        {
            await foreach (var _ in forest.Engine.Watch(move.Id, cancel)) { }
            var report = (await forest.Engine.Report(move.Id, cancel))!;
            Assert.All(report.Users, u => Assert.True(u.Outcome != MoveOutcome.Pending && (u.Outcome == MoveOutcome.Moved || u.Reason is { Length: > 0 }), $"{where}: {u}"));
        }

        // Repeating the command finishes the rest.
        var id = await forest.Engine.Start(Mover.Request(down != "-"), cancel);
        await foreach (var _ in forest.Engine.Watch(id, cancel)) { }
        Assert.All((await forest.Engine.Report(id, cancel))!.Users, u => Assert.True(u.Outcome is MoveOutcome.Moved or MoveOutcome.Unchanged, $"{where}: {u}"));
        if (down == "-") return;
        forest.Start(down);
        await forest.Engine.PoolReturned(down, cancel);
        Assert.Empty(await forest.Journal.OpenDeliveries(cancel));
    }

    private static async Task Check(MoverForest forest, string where, CancellationToken cancel)
    {
        Assert.Empty(await forest.Journal.Unfinished(cancel));
        for (var number = 0; number < MoverForest.Users; number++)
        {
            var user = MoverForest.User(number);
            var entry = forest.View.Find(user)!;
            Assert.True(entry is { HomePool: MoverForest.Target, TargetPool: null }, $"{where}: {user} lives at {entry.HomePool}, target {entry.TargetPool}");
            var digest = (await forest.BackEndOf(MoverForest.Target).ReadBack([user], cancel))[0];
            Assert.True(digest is { } found && found.Span.SequenceEqual(UserParcels.Pack(MoverForest.DataOf(number)).Digest.Span), $"{where}: {user} has other data");

            // At the old home nothing but an undo copy: one that is homed would refuse to be replaced.
            await forest.BackEndOf(MoverForest.Source).Import([UserParcels.Pack(MoverForest.DataOf(number))], cancel);
            await Assert.ThrowsAsync<InvalidOperationException>(() => forest.BackEndOf(MoverForest.Target).Import([UserParcels.Pack(MoverForest.DataOf(number))], cancel));
        }
    }
}
