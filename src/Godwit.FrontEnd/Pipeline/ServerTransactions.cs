using System.Collections.Concurrent;
using Godwit.FrontEnd.Connections;
using Godwit.FrontEnd.Relay;
using Godwit.FrontEnd.Requests;
using Godwit.Sip.Messages;

namespace Godwit.FrontEnd.Pipeline;

/// <summary>
/// The requests that are answered with state. Most are not: over a stream nothing comes twice, and REGISTER may come twice, since the second does what
/// the first did (RFC 3261 §8.2.7). When there are <see cref="Most"/>, the others are answered without state, too.
/// </summary>
public sealed class ServerTransactions(TimerWheel timers)
{
    public const int Most = 200_000;

    /// <summary>No call rings longer; a request that nobody answered is forgotten then.</summary>
    private static readonly TimeSpan LongestWait = TimeSpan.FromMinutes(10);

    private readonly ConcurrentDictionary<HopKey, OpenTransaction> _open = new();
    private int _count;

    internal TimerWheel Timers { get; } = timers;

    public int Count => Volatile.Read(ref _count);

    /// <summary>
    /// True when the request goes on, answered by <paramref name="reply"/> (null: by its connection). False when it came before and was dealt with.
    /// </summary>
    public bool Begin(SipRequest request, ISipConnection connection, out Action<SipResponse>? reply)
    {
        reply = null;
        var method = request.Method;
        if (method == SipMethod.Ack)
            return !(HopKey.TryOf(request, connection, out var acknowledged) && _open.TryGetValue(acknowledged, out var refused) && refused.Acknowledge());
        if (connection.IsReliable ? method != SipMethod.Invite : method == SipMethod.Register || method == SipMethod.Benotify) return true;
        if (!HopKey.TryOf(request, connection, out var key)) return true;
        if (_open.TryGetValue(key, out var earlier))
        {
            earlier.Again();
            return false;
        }

        if (Count >= Most) return true;
        var transaction = new OpenTransaction(key, connection, this);
        if (!_open.TryAdd(key, transaction)) return false;
        Interlocked.Increment(ref _count);
        Timers.Set(transaction, LongestWait);
        reply = transaction.Reply;
        return true;
    }

    internal void Remove(OpenTransaction transaction)
    {
        Timers.Clear(transaction);
        if (_open.TryRemove(KeyValuePair.Create(transaction.Key, transaction))) Interlocked.Decrement(ref _count);
    }
}
