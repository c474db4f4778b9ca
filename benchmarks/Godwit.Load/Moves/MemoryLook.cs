using Godwit.Load.Measure;

namespace Godwit.Load.Moves;

/// <summary>Where the memory of a process is, in megabytes (10^6 octets).</summary>
/// <param name="Live">Managed objects that are left after a full collection.</param>
/// <param name="Garbage">What that collection took away: room that the collector had not thought worth collecting.</param>
/// <param name="Heap">All memory that the managed heap had taken before the collection: the two above, and room between and beside them.</param>
/// <param name="Files">Resident parts of mapped files: code, for the most part.</param>
/// <param name="Resident">All of the process before the collection: heap, files, and what is left (SQLite's page caches and statements, compiled code, stacks, the allocator's gaps).</param>
internal sealed record MemoryLook(double Live, double Garbage, double Heap, double Files, double Resident)
{
    /// <summary>Takes a full collection: not while something is being timed.</summary>
    public static MemoryLook Now()
    {
        var (resident, files) = (PeakMemory.ResidentMegabytes(), PeakMemory.FileMegabytes());
        var (before, heap) = (GC.GetTotalMemory(forceFullCollection: false) / 1e6, GC.GetGCMemoryInfo(GCKind.Any).TotalCommittedBytes / 1e6);
        GC.Collect();
        GC.WaitForPendingFinalizers();
        var live = GC.GetTotalMemory(forceFullCollection: true) / 1e6;
        return new MemoryLook(live, Math.Max(0, before - live), heap, files, resident);
    }

    public override string ToString() => $"live {Figures.Text(Live)} MB, uncollected {Figures.Text(Garbage)} MB, heap {Figures.Text(Heap)} MB; files {Figures.Text(Files)} MB; resident {Figures.Text(Resident)} MB";
}
