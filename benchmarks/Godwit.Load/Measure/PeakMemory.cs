using System.Globalization;

namespace Godwit.Load.Measure;

/// <summary>The largest resident set of this process since <see cref="Reset"/>, by the kernel's own count.</summary>
internal static class PeakMemory
{
    public static void Reset()
    {
        GC.Collect();
        GC.WaitForPendingFinalizers();
        File.WriteAllText("/proc/self/clear_refs", "5");
    }

    /// <summary>In megabytes (10^6 octets).</summary>
    public static double Megabytes() => Read("VmHWM:") * 1024 / 1e6;

    public static double ResidentMegabytes() => Read("VmRSS:") * 1024 / 1e6;

    public static double FileMegabytes() => Read("RssFile:") * 1024 / 1e6;

    private static double Read(string field) =>
        double.Parse(File.ReadLines("/proc/self/status").First(l => l.StartsWith(field, StringComparison.Ordinal)).Split(' ', StringSplitOptions.RemoveEmptyEntries)[1], CultureInfo.InvariantCulture);
}
