using System.Diagnostics;

namespace Godwit.Load.Measure;

/// <summary>Counts answers by how long they took, in buckets of 50 µs up to 2.5 s. One per thread; added up at the end.</summary>
internal sealed class Latencies
{
    private const int BucketMicroseconds = 50;
    private readonly int[] _buckets = new int[50_000];

    public long Count { get; private set; }

    public void Add(long startTimestamp, long endTimestamp)
    {
        var microseconds = (endTimestamp - startTimestamp) * 1_000_000 / Stopwatch.Frequency;
        _buckets[Math.Min(_buckets.Length - 1, microseconds / BucketMicroseconds)]++;
        Count++;
    }

    public void Add(Latencies other)
    {
        for (var i = 0; i < _buckets.Length; i++) _buckets[i] += other._buckets[i];
        Count += other.Count;
    }

    /// <summary>In milliseconds.</summary>
    public double Percentile(double percent)
    {
        var wanted = Count * percent / 100;
        long seen = 0;
        for (var i = 0; i < _buckets.Length; i++)
            if ((seen += _buckets[i]) >= wanted)
                return (i + 1) * BucketMicroseconds / 1000.0;
        return double.NaN;
    }
}
