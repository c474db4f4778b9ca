using System.CommandLine;
using System.Diagnostics;
using System.Text.Json.Nodes;
using Godwit.Load.Measure;
using Godwit.Moves;

namespace Godwit.Load.Moves;

/// <summary>
/// Users moved by the real engine, SQLite to SQLite, with journal, verification and switch in the directory, against the floor
/// (<see cref="MoveFloor"/>) in turns of the same run. The ratio is of medians: 1 = as fast as SQLite copies the bare rows.
/// </summary>
internal static class MovesCommand
{
    /// <summary>What is to be reached with so many users.</summary>
    private static double Bar(int users) => users >= 100_000 ? 0.8 : 0.5;

    public static Command Build()
    {
        var users = new Option<int>("--users") { DefaultValueFactory = _ => 10_000, Description = "How many users are moved" };
        var forest = new Option<int>("--forest") { Description = "How many users the directory has; at least as many" };
        var rounds = new Option<int>("--rounds") { DefaultValueFactory = _ => 3, Description = "Turns of floor and engine" };
        var flight = new Option<int>("--in-flight") { DefaultValueFactory = _ => new MoveOptions().BatchesInFlight };
        var batch = new Option<int>("--batch") { DefaultValueFactory = _ => new MoveOptions().BatchSize };
        var look = new Option<bool>("--look") { Description = "Say where the memory is, at the start, ten times on the way and at the end; each look is a full collection, so speed and peak are not to be compared then" };
        var warmUp = new Option<int>("--warm-up") { DefaultValueFactory = _ => 3, Description = "Moves of at most 10,000 of them that come first and do not count: servers run for months" };
        var json = new Option<bool>("--json");
        var command = new Command("moves", "Users moved from pool to pool, against the bare copying of their rows") { users, forest, rounds, warmUp, flight, batch, look, json };
        command.SetAction(async (parsed, cancel) =>
        {
            var options = new MoveOptions { BatchesInFlight = parsed.GetValue(flight), BatchSize = parsed.GetValue(batch) };
            var (count, total) = (parsed.GetValue(users), Math.Max(parsed.GetValue(users), parsed.GetValue(forest)));
            var root = System.IO.Directory.CreateTempSubdirectory("godwit-moves-").FullName;
            try
            {
                var pristine = System.IO.Directory.CreateDirectory(Path.Combine(root, "pristine")).FullName;
                await Console.Error.WriteLineAsync($"Filling: {count} users with data, {total} in the directory");
                await MoveForest.Fill(pristine, total, count, ModelUser.Of, cancel);
                for (var i = 0; i < parsed.GetValue(warmUp); i++) await InCopy(root, pristine, [], folder => Move(folder, Math.Min(count, 10_000), options, [], false, cancel));
                List<double> floors = [], engines = [], peaks = [], heaps = [], floorCpu = [], engineCpu = [];
                for (var round = 0; round < parsed.GetValue(rounds); round++)
                {
                    floors.Add(await InCopy(root, pristine, floorCpu, folder => MoveFloor.Run(folder, count, options.BatchSize)));
                    engines.Add(await InCopy(root, pristine, engineCpu, folder => Move(folder, count, options, heaps, parsed.GetValue(look), cancel)));
                    peaks.Add(PeakMemory.Megabytes());
                    await Console.Error.WriteLineAsync(
                        $"Round {round + 1}: floor {Figures.Text(count / floors[^1])} users/s, engine {Figures.Text(count / engines[^1])} users/s, peak {Figures.Text(peaks[^1])} MB, heap {Figures.Text(heaps[^1])} MB");
                }

                var size = new FileInfo(Path.Combine(pristine, MoveForest.SourceFile)).Length;
                var ratio = Figures.Median(floors) / Figures.Median(engines);
                await Console.Error.WriteLineAsync($"Ratio {Figures.Text(ratio)} (bar {Bar(count)})");
                if (parsed.GetValue(json))
                    Figures.PrintJson(new JsonObject
                    {
                        ["benchmark"] = "moves",
                        ["ratio"] = Math.Round(ratio, 3),
                        ["bar"] = Bar(count),
                        ["users"] = count,
                        ["forest"] = total,
                        ["batch"] = options.BatchSize,
                        ["inFlight"] = options.BatchesInFlight,
                        ["bytesPerUser"] = size / count,
                        ["engineUsersPerSecond"] = Math.Round(count / Figures.Median(engines), 1),
                        ["floorUsersPerSecond"] = Math.Round(count / Figures.Median(floors), 1),
                        ["engineMicrosecondsPerUser"] = Math.Round(Figures.Median(engines) / count * 1e6, 1),
                        ["engineCpuMicrosecondsPerUser"] = Math.Round(Figures.Median(engineCpu) / count * 1e6, 1),
                        ["floorCpuMicrosecondsPerUser"] = Math.Round(Figures.Median(floorCpu) / count * 1e6, 1),
                        ["peakMegabytes"] = Math.Round(peaks.Max(), 1),
                        ["heapMegabytes"] = Math.Round(heaps.Max(), 1),
                        ["engineSeconds"] = new JsonArray([.. engines.Select(s => (JsonNode)Math.Round(s, 3))]),
                        ["floorSeconds"] = new JsonArray([.. floors.Select(s => (JsonNode)Math.Round(s, 3))]),
                    });
                return ratio >= Bar(count) ? 0 : 1;
            }
            finally
            {
                System.IO.Directory.Delete(root, recursive: true);
            }
        });
        return command;
    }

    /// <summary>Seconds. Adds the largest managed heap that a collection left behind.</summary>
    private static async Task<double> Move(string folder, int users, MoveOptions options, List<double> heaps, bool look, CancellationToken cancel)
    {
        await using var forest = await MoveForest.Open(folder, options, cancel);
        await Look("Before");
        PeakMemory.Reset();
        var watch = Stopwatch.StartNew();
        var id = await forest.Engine.Start(new MoveRequest([.. Enumerable.Range(0, users).Select(ModelUser.Address)], MoveForest.Target, false, "bench"), cancel);
        await Console.Error.WriteLineAsync($"Planned and journalled after {Figures.Text(watch.Elapsed.TotalSeconds)} s: peak {Figures.Text(PeakMemory.Megabytes())} MB");
        await Look("Planned");
        MoveProgress? last = null;
        long heap = 0;
        await foreach (var progress in forest.Engine.Watch(id, cancel))
        {
            if (last is not null && progress.Moved * 10L / users > last.Moved * 10L / users) await Look($"{progress.Moved} moved");
            last = progress;
            heap = Math.Max(heap, GC.GetGCMemoryInfo(GCKind.Any).HeapSizeBytes);
        }

        var seconds = watch.Elapsed.TotalSeconds;
        heaps.Add(heap / 1e6);
        return last?.Moved == users ? seconds : throw new InvalidOperationException($"Not all were moved: {last}");

        Task Look(string when) => look ? Console.Error.WriteLineAsync($"{when}: {MemoryLook.Now()}") : Task.CompletedTask;
    }

    private static async Task<double> InCopy(string root, string pristine, List<double> cpu, Func<string, Task<double>> run)
    {
        var folder = System.IO.Directory.CreateDirectory(Path.Combine(root, "run")).FullName;
        foreach (var file in System.IO.Directory.GetFiles(pristine)) File.Copy(file, Path.Combine(folder, Path.GetFileName(file)));
        var before = Environment.CpuUsage.TotalTime;
        try
        {
            return await run(folder);
        }
        finally
        {
            cpu.Add((Environment.CpuUsage.TotalTime - before).TotalSeconds);
            System.IO.Directory.Delete(folder, recursive: true);
        }
    }
}
