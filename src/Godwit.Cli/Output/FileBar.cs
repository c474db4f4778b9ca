using System.Globalization;
using Spectre.Console;

namespace Godwit.Cli.Output;

/// <summary>A download of unknown length: how much there is so far, on a terminal.</summary>
internal static class FileBar
{
    public static async Task<T> Show<T>(string what, IAnsiConsole console, Func<Action<long>, Task<T>> act)
    {
        if (!console.Profile.Capabilities.Interactive || Console.IsErrorRedirected) return await act(_ => { });
        return await console.Status().StartAsync(what, context => act(bytes => context.Status = string.Create(CultureInfo.InvariantCulture, $"{what}: {bytes / 1e6:0.0} MB")));
    }
}
