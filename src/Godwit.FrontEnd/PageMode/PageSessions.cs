using System.Collections.Concurrent;
using System.Diagnostics.CodeAnalysis;
using Godwit.FrontEnd.Connections;
using Godwit.FrontEnd.Relay;
using Godwit.Sip.Dialogs;
using Godwit.Sip.Headers;
using Godwit.Sip.Messages;

namespace Godwit.FrontEnd.PageMode;

/// <summary>
/// The sessions between clients of the family and plain ones. One ends with BYE, with the connection of its caller, or when nothing was written in it for
/// <see cref="LongestPause"/>; there are never more than <see cref="Most"/>.
/// </summary>
public sealed class PageSessions : IBeating, IDisposable
{
    public const int Most = 20_000;

    public static readonly TimeSpan LongestPause = TimeSpan.FromMinutes(10);

    private readonly ConcurrentDictionary<DialogId, OpenSession> _open = new();
    private readonly ConnectionTable _connections;
    private readonly TimerWheel _timers;
    private int _count;
    private int _lost;

    public PageSessions(ConnectionTable connections, TimerWheel timers)
    {
        (_connections, _timers) = (connections, timers);
        connections.Ended += OnEnded;
    }

    public int Count => Volatile.Read(ref _count);

    /// <summary>Called when a session was given up because nothing was written in it.</summary>
    internal Action<OpenSession>? GivenUp { get; set; }

    /// <summary>False when there are as many as there may be.</summary>
    internal bool TryAdd(PageSession value, ISipConnection connection)
    {
        var session = new OpenSession(value, connection, this);
        if (Interlocked.Increment(ref _count) > Most || !_open.TryAdd(value.Dialog.Id, session))
        {
            Interlocked.Decrement(ref _count);
            return false;
        }

        _timers.Set(session, LongestPause);
        // It may have ended before this was written down.
        if (!connection.IsOpen) Volatile.Write(ref _lost, 1);
        return true;
    }

    /// <summary>The session that a request belongs to, whichever side sent it.</summary>
    internal bool TryFind(SipRequest request, [NotNullWhen(true)] out OpenSession? session)
    {
        session = null;
        if (Count == 0) return false;
        if (!NameAddress.TryParse(request.Headers.Get(HeaderNames.To), out var to) || to.Tag is not { } called) return false;
        if (!NameAddress.TryParse(request.Headers.Get(HeaderNames.From), out var from) || request.Headers.Get(HeaderNames.CallId) is not { } callId) return false;
        return _open.TryGetValue(new DialogId(callId, called, from.Tag ?? ""), out session) || _open.TryGetValue(new DialogId(callId, from.Tag ?? "", called), out session);
    }

    internal void GoesOn(OpenSession session, ISipConnection connection)
    {
        session.Connection = connection;
        _timers.Set(session, LongestPause);
        // One that ended at this moment must not come up again.
        if (!_open.ContainsKey(session.Value.Dialog.Id)) _timers.Clear(session);
    }

    internal bool Remove(OpenSession session)
    {
        if (!_open.TryRemove(KeyValuePair.Create(session.Value.Dialog.Id, session))) return false;
        _timers.Clear(session);
        Interlocked.Decrement(ref _count);
        return true;
    }

    internal void TimeUp(OpenSession session)
    {
        if (Remove(session)) GivenUp?.Invoke(session);
    }

    /// <summary>Looks after those whose caller is gone: once a beat, however many have gone together. Trunks come and go; their sessions don't.</summary>
    public void Beat(long now)
    {
        if (Interlocked.Exchange(ref _lost, 0) == 0) return;
        foreach (var (_, session) in _open)
            if (session.Connection is { IsOpen: false, Peer: null } gone && !_connections.TryFind(gone.Id, out _)) Remove(session);
    }

    public void Dispose() => _connections.Ended -= OnEnded;

    private void OnEnded(ISipConnection connection, ConnectionEnd why)
    {
        if (connection.Peer is null && Count > 0) Volatile.Write(ref _lost, 1);
    }
}
