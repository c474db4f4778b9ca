using System.Diagnostics;

namespace Godwit.Load.Measure;

/// <summary>Counts answers by how long they took, in buckets of 50 µs up to 2.5 s. Safe from any thread.</summary>
internal sealed class Latencies
{
    private const int BucketMicroseconds = 50;
    private readonly int[] _buckets = new int[50_000];

    private long _count;

    public long Count => Volatile.Read(ref _count);

    public void Add(long startTimestamp, long endTimestamp)
    {
        var microseconds = (endTimestamp - startTimestamp) * 1_000_000 / Stopwatch.Frequency;
        Interlocked.Increment(ref _buckets[Math.Min(_buckets.Length - 1, microseconds / BucketMicroseconds)]);
        Interlocked.Increment(ref _count);
    }

    public void Add(Latencies other)
    {
        for (var i = 0; i < _buckets.Length; i++) _buckets[i] += other._buckets[i];
        _count += other.Count;
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
