using System.Collections.Concurrent;

namespace Godwit.Demo;

/// <summary>Messages sent to users all the while they are moved, and the count of those that did not arrive exactly once.</summary>
internal sealed class Chatter(IReadOnlyList<DemoClient> senders, IReadOnlyList<DemoClient> receivers)
{
    private readonly ConcurrentBag<(string Text, DemoClient To, int Status)> _sent = [];
    private int _number;

    public int Sent => _sent.Count;

    /// <summary>Every sender keeps one message under way until cancelled; what is under way then is waited for.</summary>
    public Task Run(CancellationToken stop) => Task.WhenAll(senders.Select(async sender =>
    {
        while (!stop.IsCancellationRequested)
        {
            var number = Interlocked.Increment(ref _number);
            var to = receivers[number % receivers.Count];
            var text = $"message {number}";
            _sent.Add((text, to, await sender.Send(to.Address, text, CancellationToken.None)));
        }
    }));

    /// <summary>Accepted but not there, there twice, or refused although it arrived.</summary>
    public int Lost() => _sent.Count(m => m.To.Received.GetValueOrDefault(m.Text) != (m.Status == 200 ? 1 : 0));

    /// <summary>Answered with an error: the sender knows, nothing is lost.</summary>
    public int Undelivered => _sent.Count(m => m.Status != 200);
}
