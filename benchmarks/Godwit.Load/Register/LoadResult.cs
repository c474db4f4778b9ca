using System.Net.Sockets;
using Godwit.Load.Measure;

namespace Godwit.Load.Register;

/// <summary>What one run of the generator saw.</summary>
internal sealed record LoadResult(TimeSpan Elapsed) : IDisposable
{
    public Latencies Latencies { get; } = new();

    public int Refused { get; private set; }

    public int Resent { get; init; }

    /// <summary>Connections kept open until memory was read.</summary>
    public IReadOnlyList<Socket> Hold { get; init; } = [];

    public double PerSecond => Latencies.Count / Elapsed.TotalSeconds;

    public void Add(Latencies latencies, int refused)
    {
        Latencies.Add(latencies);
        Refused += refused;
    }

    public void Dispose()
    {
        foreach (var socket in Hold) socket.Dispose();
    }
}
