using System.Diagnostics;
using Godwit.Load.Clients;
using Godwit.Load.Measure;

namespace Godwit.Load.Messages;

/// <summary>
/// Pairs of users over TCP connections of their own: the first sends MESSAGE to the second's address, and the next one when it was answered.
/// </summary>
internal sealed class MessageLoad : IArrivals, IDisposable
{
    private const string Text = "Is there a table for two at noon? I am on my way and shall be there in ten minutes.";

    private readonly Crowd _crowd;
    private readonly int _count;
    private Pair[] _pairs = [];

    public MessageLoad(string domain, int pairs)
    {
        _crowd = new Crowd(domain, this);
        _count = pairs;
    }

    /// <summary>Everybody signs in: senders are the even users, receivers the odd ones.</summary>
    public async Task Prepare(int senderPort, int receiverPort, CancellationToken cancel)
    {
        await _crowd.Connect(_count * 2, i => i % 2 == 0 ? senderPort : receiverPort, cancel);
        await _crowd.Register(cancel);
    }

    public async Task<MessageResult> Run(int messages, CancellationToken cancel)
    {
        _pairs = [.. Enumerable.Range(0, _count).Select(_ => new Pair { Left = messages / _count })];
        var started = Stopwatch.GetTimestamp();
        for (var i = 0; i < _count; i++) SendNext(i);
        await Task.WhenAll(_pairs.Select(p => p.Done.Task)).WaitAsync(TimeSpan.FromMinutes(3), TimeProvider.System, cancel);
        var elapsed = Stopwatch.GetElapsedTime(started);
        var all = new Latencies();
        foreach (var pair in _pairs) all.Add(pair.Latencies);
        return new MessageResult(elapsed, all, _pairs.Sum(p => p.Refused), _pairs.Sum(p => p.Received));
    }

    public void Arrived(SipUser user, ReadOnlySpan<byte> request)
    {
        if (request.StartsWith("MESSAGE "u8)) _pairs[user.Index / 2].Received++;
    }

    public void Answered(SipUser user, int status, int cseq, ReadOnlySpan<byte> response)
    {
        var pair = _pairs[user.Index / 2];
        pair.Latencies.Add(pair.SentAt, Stopwatch.GetTimestamp());
        if (status != 200) pair.Refused++;
        if (--pair.Left > 0) SendNext(user.Index / 2);
        else pair.Done.SetResult();
    }

    public void Dispose() => _crowd.Dispose();

    private void SendNext(int i)
    {
        _pairs[i].SentAt = Stopwatch.GetTimestamp();
        _crowd.Users[i * 2].Send("MESSAGE", $"sip:{_crowd.Users[(i * 2) + 1].Address}", "talk", "Content-Type: text/plain\r\n", Text);
    }

    /// <summary>Changed by the sender's reading loop, but for <see cref="Received"/>, which is the receiver's.</summary>
    private sealed class Pair
    {
        public int Left { get; set; }

        public int Refused { get; set; }

        public int Received { get; set; }

        public long SentAt { get; set; }

        public Latencies Latencies { get; } = new();

        public TaskCompletionSource Done { get; } = new(TaskCreationOptions.RunContinuationsAsynchronously);
    }
}

internal sealed record MessageResult(TimeSpan Elapsed, Latencies Latencies, int Refused, int Received)
{
    public double PerSecond => Latencies.Count / Elapsed.TotalSeconds;
}
