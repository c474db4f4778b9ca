using System.Diagnostics;
using Godwit.Real.Tests.Peers;

namespace Godwit.Load.Xmpp;

/// <summary>prosody's own migrator: from its files to XEP-0227, and from there to files again. No server runs meanwhile.</summary>
internal static class ProsodyPeer
{
    /// <summary>Seconds for export and import.</summary>
    public static async Task<double> Run(string root, int users, CancellationToken cancel)
    {
        var folder = System.IO.Directory.CreateDirectory(Path.Combine(root, "prosody")).FullName;
        foreach (var name in (string[])["from", "between", "to"]) System.IO.Directory.CreateDirectory(Path.Combine(folder, name));
        Rosters.WriteProsody(Path.Combine(folder, "from"), users);
        await PeerProgram.Run(folder, "chmod", cancel, "-R", "a+rwX", root);
        var started = Stopwatch.GetTimestamp();
        await Migrate(folder, "internal", "from", "xep0227", "between", cancel);
        await Migrate(folder, "xep0227", "between", "internal", "to", cancel);
        var seconds = Stopwatch.GetElapsedTime(started).TotalSeconds;
        var arrived = System.IO.Directory.EnumerateFiles(Path.Combine(folder, "to"), "*.dat", SearchOption.AllDirectories).Count(f => f.Contains("/roster/", StringComparison.Ordinal));
        return arrived == users ? seconds : throw new InvalidOperationException($"prosody brought over {arrived} of {users} rosters");
    }

    private static Task Migrate(string folder, string from, string input, string to, string output, CancellationToken cancel) =>
        ProsodyMigrator.Run(folder, Rosters.Host, (from, Path.Combine(folder, input)), (to, Path.Combine(folder, output)), Path.Combine(folder, "between"), cancel);
}
