using System.Collections.Concurrent;
using Godwit.FrontEnd.Connections;
using Godwit.FrontEnd.Relay;
using Godwit.Sip.Headers;
using Godwit.Sip.Messages;
using Godwit.Sip.Transactions;

namespace Godwit.FrontEnd.Notifications;

/// <summary>Requests that this server itself sends, until they are answered: client transactions (RFC 3261 §17.1), repeated over UDP.</summary>
public sealed class OwnRequests : IDisposable
{
    private readonly ConcurrentDictionary<string, Waiting> _waiting = new();
    private readonly TimerWheel _timers;
    private readonly ConnectionTable _connections;

    public OwnRequests(TimerWheel timers, ConnectionTable connections)
    {
        (_timers, _connections) = (timers, connections);
        connections.Ended += OnEnded;
    }

    /// <summary>
    /// Sends a request that has its Via. <paramref name="answered"/> is called once, quickly and without a fault: with the final answer, or with null when
    /// there is none in time or the connection is gone.
    /// </summary>
    public void Send(ISipConnection connection, SipRequest request, Action<SipResponse?> answered)
    {
        var waiting = new Waiting(this, Via.TryParse(request.Headers.FirstValue(HeaderNames.Via), out var via) ? via.Branch ?? "" : "", connection, request, answered);
        _waiting[waiting.Branch] = waiting;
        waiting.Begin(_timers);
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
        if (_waiting.IsEmpty) return;
        foreach (var (_, waiting) in _waiting)
            if (ReferenceEquals(waiting.Connection, connection)) End(waiting, null);
    }

    private void End(Waiting waiting, SipResponse? response)
    {
        if (!_waiting.TryRemove(waiting.Branch, out _)) return;
        _timers.Clear(waiting);
        waiting.Answered(response);
    }

    private sealed class Waiting(OwnRequests requests, string branch, ISipConnection connection, SipRequest request, Action<SipResponse?> answered) : Deadline
    {
        private TimeSpan _pause;
        private TimeSpan _waited;

        public string Branch { get; } = branch;

        public ISipConnection Connection { get; } = connection;

        public Action<SipResponse?> Answered { get; } = answered;

        public void Begin(TimerWheel timers)
        {
            _pause = Connection.IsReliable ? SipTimers.Default.Timeout : SipTimers.Default.T1;
            timers.Set(this, _pause);
            // What is sent gets signed; the copy that may be sent again stays clean.
            Connection.Send(Connection.IsReliable ? request : request.Clone());
        }

        public override void Due()
        {
            _waited += _pause;
            if (_waited >= SipTimers.Default.Timeout)
            {
                requests.End(this, null);
                return;
            }

            // Timer E: it doubles up to T2 (RFC 3261 §17.1.2.2).
            _pause = _pause * 2 < SipTimers.Default.T2 ? _pause * 2 : SipTimers.Default.T2;
            requests._timers.Set(this, _pause);
            Connection.Send(request.Clone());
        }
    }
}
