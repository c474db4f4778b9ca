namespace Godwit.Load.Measure;

/// <summary>What servers and generator use from its making on.</summary>
internal sealed class CpuClock(IEnumerable<int> servers)
{
    private readonly int[] _servers = [.. servers];
    private readonly double _before = servers.Sum(ProcessMemory.Cpu);
    private readonly TimeSpan _own = Environment.CpuUsage.TotalTime;

    /// <summary>The figures of a run that has just ended.</summary>
    public Turn Turn(double perSecond, Latencies latencies) => new(
        perSecond, latencies.Percentile(50), latencies.Percentile(99),
        (_servers.Sum(ProcessMemory.Cpu) - _before) * 1e6 / latencies.Count,
        (Environment.CpuUsage.TotalTime - _own).TotalSeconds * 1e6 / latencies.Count,
        _servers.Sum(ProcessMemory.Pss) / 1e6);
}

/// <summary>One measurement of one server; latencies in milliseconds, CPU in µs for each request.</summary>
internal sealed record Turn(double PerSecond, double P50, double P99, double CpuEach, double LoadCpuEach, double Megabytes)
{
    /// <summary>Memory a user beyond that of the idle server, where it was measured.</summary>
    public double? BytesPerUser { get; init; }

    public override string ToString() =>
        $"{Figures.Text(PerSecond)}/s, p50 {P50:0.00} ms, p99 {P99:0.00} ms, server CPU {CpuEach:0.0} µs each, generator {LoadCpuEach:0.0}, {Megabytes:0} MB" + (BytesPerUser is { } bytes ? $", {bytes:0} B a user" : "");
}
