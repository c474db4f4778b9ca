using System.Globalization;
using Godwit.Admin.Files;
using Spectre.Console;

namespace Godwit.Cli.Output;

/// <summary>An import as it runs: a bar on a terminal, nothing elsewhere; its end is what is told there.</summary>
internal static class ImportBar
{
    /// <summary>The result; null when there came none.</summary>
    public static async Task<ImportView?> Show(IAsyncEnumerable<ImportEventView> import, SkipReport left, IAnsiConsole console)
    {
        if (!console.Profile.Capabilities.Interactive || Console.IsErrorRedirected) return await Follow(import, left, _ => { });
        return await console.Progress()
            .Columns(new TaskDescriptionColumn(), new ProgressBarColumn(), new PercentageColumn(), new RemainingTimeColumn(), new SpinnerColumn())
            .StartAsync(async context =>
            {
                var task = context.AddTask("sending the file");
                return await Follow(import, left, now =>
                {
                    task.MaxValue = Math.Max(1, now.Size);
                    task.Value = now.Read;
                    task.Description = string.Create(CultureInfo.InvariantCulture, $"{now.Users} users, {now.Skipped} skipped");
                });
            });
    }

    private static async Task<ImportView?> Follow(IAsyncEnumerable<ImportEventView> import, SkipReport left, Action<ImportProgressView> show)
    {
        ImportView? result = null;
        await foreach (var said in import)
        {
            left.Begin();
            if (said.Skip is { } skip) left.Add(skip);
            if (said.Progress is { } progress) show(progress);
            result = said.Result ?? result;
        }
        return result;
    }
}
