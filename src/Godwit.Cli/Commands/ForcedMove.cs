using Godwit.Admin;
using Godwit.Admin.Files;
using Godwit.Admin.Moves;
using Godwit.Cli.Output;
using Godwit.Cli.Selection;

namespace Godwit.Cli.Commands;

/// <summary>A forced move that brings a file: what the file is no good for is said on stderr, whatever the answer is.</summary>
internal static class ForcedMove
{
    private const int Shown = 20;

    /// <summary>The move, or null and an exit code when the file can't be read.</summary>
    public static async Task<(MoveView? Move, int Code)> Start(Session session, ForceMove order, string file, CancellationToken cancel)
    {
        try
        {
            await using var from = Directory.Exists(file) ? PackedFolder.Open(file) : new FileStream(file, FileMode.Open, FileAccess.Read, FileShare.Read);
            var forced = await session.Client.Files.Move(order, from, cancel);
            foreach (var line in Words(forced)) await Console.Error.WriteLineAsync(line);
            return (forced.Move, ExitCode.Done);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException && e is not HttpIOException)
        {
            return (null, session.Fail(e.Message, ExitCode.BadUsage));
        }
    }

    internal static IEnumerable<string> Words(ForcedMoveView forced)
    {
        yield return $"The file has data of {Screen.Text(forced.InFile)} of the move's users.";
        if (forced.NotInFile.Count > 0)
            yield return $"Not in the file, or not to be used: {string.Join(", ", forced.NotInFile.Take(Shown))}{(forced.NotInFile.Count > Shown ? $" and {Screen.Text(forced.NotInFile.Count - Shown)} more" : "")}; they go with what is known of them elsewhere.";
        foreach (var skip in forced.Skips.Take(Shown)) yield return $"Left out, line {Screen.Text(skip.Line)}, {skip.Address}, {skip.What}: {skip.Why}";
        if (forced.LeftOut > Shown) yield return $"… and {Screen.Text(forced.LeftOut - Shown)} more that were left out.";
    }
}
