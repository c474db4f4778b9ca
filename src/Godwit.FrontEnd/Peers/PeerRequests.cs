using System.Collections.Concurrent;
using Godwit.FrontEnd.Connections;
using Godwit.FrontEnd.Notifications;
using Godwit.FrontEnd.Relay;
using Godwit.Sip.Headers;
using Godwit.Sip.Messages;
using Godwit.Sip.Transactions;

namespace Godwit.FrontEnd.Peers;

/// <summary>Requests that this server itself sends to another pool, until they are answered: client transactions over a stream (RFC 3261 §17.1).</summary>
public sealed class PeerRequests : IDisposable
{
    private readonly ConcurrentDictionary<string, Waiting> _waiting = new();
    private readonly TimerWheel _timers;
    private readonly ConnectionTable _connections;
    private readonly OwnAddress _own;

    public PeerRequests(TimerWheel timers, ConnectionTable connections, OwnAddress own)
    {
        (_timers, _connections, _own) = (timers, connections, own);
        connections.Ended += OnEnded;
    }

    /// <summary>
    /// Sends with a Via of its own. <paramref name="answered"/> is called once, quickly and without a fault: with the final answer, or with null when
    /// there is none in time or the connection is gone.
    /// </summary>
    public void Send(ISipConnection connection, SipRequest request, Action<SipResponse?> answered)
    {
        var via = _own.NewVia(connection);
        request.Headers.AddOnTop(HeaderNames.Via, via);
        var waiting = new Waiting(this, via[(via.LastIndexOf('=') + 1)..], connection, answered);
        _waiting[waiting.Branch] = waiting;
        _timers.Set(waiting, SipTimers.Default.Timeout);
        connection.Send(request);
        // It may have ended before this one was written down.
        if (!connection.IsOpen) End(waiting, null);
    }

    /// <summary>False when the response belongs to nothing that was sent from here.</summary>
    public bool Arrived(SipResponse response, ISipConnection connection)
    {
        if (!Via.TryParse(response.Headers.Get(HeaderNames.Via), out var via) || via.Branch is not { } branch) return false;
        if (!_waiting.TryGetValue(branch, out var waiting) || !ReferenceEquals(waiting.Connection, connection)) return false;
        if (response.IsFinal) End(waiting, response);
        return true;
    }

    public void Dispose() => _connections.Ended -= OnEnded;

    private void OnEnded(ISipConnection connection, ConnectionEnd why)
    {
        if (connection.Peer is null) return;
        foreach (var (_, waiting) in _waiting)
            if (ReferenceEquals(waiting.Connection, connection)) End(waiting, null);
    }

    private void End(Waiting waiting, SipResponse? response)
    {
        if (!_waiting.TryRemove(waiting.Branch, out _)) return;
        _timers.Clear(waiting);
        waiting.Answered(response);
    }

    private sealed class Waiting(PeerRequests requests, string branch, ISipConnection connection, Action<SipResponse?> answered) : Deadline
    {
        public string Branch { get; } = branch;

        public ISipConnection Connection { get; } = connection;

        public Action<SipResponse?> Answered { get; } = answered;

        internal override void Due() => requests.End(this, null);
    }
}
