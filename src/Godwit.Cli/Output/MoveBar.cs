using System.Diagnostics;
using System.Globalization;
using Godwit.Admin.Moves;
using Spectre.Console;
using Spectre.Console.Rendering;

namespace Godwit.Cli.Output;

/// <summary>A move as it runs: a bar with rate and time left on a terminal, a line now and then elsewhere.</summary>
public static class MoveBar
{
    private static readonly TimeSpan LineEvery = TimeSpan.FromSeconds(2);

    public static async Task Show(IAsyncEnumerable<MoveProgressView> progress, IAnsiConsole console, CancellationToken cancel)
    {
        if (!console.Profile.Capabilities.Interactive || Console.IsErrorRedirected)
        {
            await Lines(progress, console, cancel);
            return;
        }

        await console.Progress()
            .Columns(new TaskDescriptionColumn(), new ProgressBarColumn(), new PercentageColumn(), new RateColumn(), new RemainingTimeColumn(), new SpinnerColumn())
            .StartAsync(async context =>
            {
                var task = context.AddTask("moving users");
                await foreach (var now in progress.WithCancellation(cancel))
                {
                    task.MaxValue = Math.Max(1, now.Total);
                    task.Value = now.Total == 0 ? 1 : now.Done;
                    task.Description = Words(now);
                }
            });
    }

    private static async Task Lines(IAsyncEnumerable<MoveProgressView> progress, IAnsiConsole console, CancellationToken cancel)
    {
        var started = Stopwatch.GetTimestamp();
        var last = started;
        MoveProgressView? said = null;
        await foreach (var now in progress.WithCancellation(cancel))
        {
            if (now with { News = null } == said) continue;
            if (!now.IsOver && Stopwatch.GetElapsedTime(last) < LineEvery) continue;
            last = Stopwatch.GetTimestamp();
            said = now with { News = null };
            var rate = now.Done / Math.Max(0.001, Stopwatch.GetElapsedTime(started).TotalSeconds);
            var left = rate > 0 ? (now.Total - now.Done) / rate : 0;
            // Past the console, which would break lines where a terminal of 80 columns ends.
            await console.Profile.Out.Writer.WriteLineAsync(string.Create(CultureInfo.InvariantCulture, $"{now.Done} of {now.Total} users, {rate:0} users/s, {left:0} s left ({Words(now)})"));
        }
    }

    private static string Words(MoveProgressView now) =>
        now.State is "scheduled" or "suspended" or "cancelling" ? $"{now.State}, {Numbers(now)}" : Numbers(now);

    private static string Numbers(MoveProgressView now) =>
        now.Done == now.Moved + now.Undone ? $"{now.Moved} moved" : $"{now.Moved} moved, {MoveText.There(now.Unchanged)}{now.Refused} refused, {now.Failed} failed";

    private sealed class RateColumn : ProgressColumn
    {
        public override IRenderable Render(RenderOptions options, ProgressTask task, TimeSpan deltaTime)
        {
            var seconds = task.ElapsedTime?.TotalSeconds ?? 0;
            return new Text(seconds < 0.1 ? "" : string.Create(CultureInfo.InvariantCulture, $"{task.Value / seconds:0} users/s"));
        }
    }
}
