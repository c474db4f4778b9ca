using System.Diagnostics;
using System.Globalization;

namespace Godwit.Real.Tests.Servers;

/// <summary>
/// A disk that can be filled, below the data of one process: a file system in memory that only this process sees. Where such namespaces may not be made, a limit on the size of its
/// files stands in: a write beyond it fails likewise.
/// </summary>
public sealed class SmallDisk(GodwitProcess process, string folder)
{
    private const string Mount = "mkdir -p \"$0\" && mount -t tmpfs -o size=64m tmpfs \"$0\" && exec \"$@\"";

    private static readonly Lazy<bool> HasNamespaces = new(() => Run("unshare", "-Urm", "mount", "-t", "tmpfs", "tmpfs", "/tmp"));

    private string Seen => HasNamespaces.Value ? $"/proc/{process.Id.ToString(CultureInfo.InvariantCulture)}/root{folder}" : folder;

    private string Ballast => Path.Combine(Seen, "ballast");

    /// <summary>What the process is to be started by.</summary>
    public static IReadOnlyList<string> Around(string folder) => HasNamespaces.Value ? ["unshare", "-Urm", "sh", "-c", Mount, folder] : ["env", "--ignore-signal=XFSZ"];

    /// <summary>So many octets can still be written.</summary>
    public void Fill(int left)
    {
        if (!HasNamespaces.Value)
        {
            Limit((Directory.EnumerateFiles(Seen, "*", SearchOption.AllDirectories).Max(f => new FileInfo(f).Length) + left).ToString(CultureInfo.InvariantCulture));
            return;
        }

        using var ballast = new FileStream(Ballast, FileMode.Create, FileAccess.Write, FileShare.None, bufferSize: 0);
        try
        {
            while (true) ballast.Write(new byte[64 * 1024]);
        }
        catch (IOException)
        {
            ballast.SetLength(ballast.Length - left);
        }
    }

    /// <summary>There is room again.</summary>
    public void Free()
    {
        if (HasNamespaces.Value) File.Delete(Ballast);
        else Limit("unlimited");
    }

    private void Limit(string size)
    {
        if (!Run("prlimit", "--pid", process.Id.ToString(CultureInfo.InvariantCulture), $"--fsize={size}:unlimited")) throw new InvalidOperationException("prlimit refused");
    }

    private static bool Run(string program, params string[] words)
    {
        using var run = Process.Start(new ProcessStartInfo(program, words) { RedirectStandardError = true, RedirectStandardOutput = true })!;
        run.WaitForExit();
        return run.ExitCode == 0;
    }
}
