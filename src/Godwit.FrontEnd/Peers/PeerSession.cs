using System.Text.Json;
using Godwit.FrontEnd.Connections;
using Godwit.FrontEnd.Notifications;
using Godwit.Pool.Homes;
using Godwit.Pool.Presence;
using Godwit.Pool.Users;
using Godwit.Sip.Dialogs;
using Godwit.Sip.Messages;
using Microsoft.Extensions.Logging;

namespace Godwit.FrontEnd.Peers;

/// <summary>
/// Another pool's subscription here, over one trunk: who of its users watches whom, and what they are still to be told. What changes for many at once
/// leaves once; no more NOTIFYs are under way than the other end can take, what comes meanwhile leaves together.
/// </summary>
internal sealed partial class PeerSession(ISipConnection connection, string tag, Dialog dialog, OwnRequests requests, OwnAddress own, ILogger log)
{
    /// <summary>NOTIFYs that may wait for their answers: with these bodies, less than a connection may hold back (MaxWriteQueue).</summary>
    private const int MostUnderWay = 4;

    private const int BodyFrom = 64 * 1024;

    /// <summary>A peer that is so far behind is told everything anew over its next trunk.</summary>
    private const int MostWaiting = 100_000;

    /// <summary>Of a document that is longer than this the long categories are left out: a body may have 512 KiB.</summary>
    private const int LongestState = 300 * 1024;

    private const int LongCategory = 8 * 1024;

    private readonly Lock _lock = new();
    private readonly HashSet<(SipAddress Of, SipAddress By)> _watches = [];
    private readonly Queue<(HomeNotification What, List<string> For)> _waiting = new();
    private readonly Queue<(long Count, TaskCompletionSource Left)> _awaited = new();
    private long _queued;
    private (HomeNotification What, List<string> For) _last;
    private Dialog _dialog = dialog;
    private bool _isScheduled;
    private int _underWay;

    public ISipConnection Connection { get; } = connection;

    public string Tag { get; } = tag;

    public IReadOnlyList<(SipAddress Of, SipAddress By)> Watches
    {
        get { lock (_lock) return [.. _watches]; }
    }

    public void Add(SipAddress of, SipAddress by)
    {
        lock (_lock) _watches.Add((of, by));
    }

    public void Remove(SipAddress of, SipAddress by)
    {
        lock (_lock) _watches.Remove((of, by));
    }

    /// <summary>Tells the other pool's users; what is told in one go leaves in one go.</summary>
    public void Tell(IEnumerable<SipAddress> people, HomeNotification what)
    {
        lock (_lock)
        {
            if (!ReferenceEquals(_last.What, what) || _waiting.Count == 0)
            {
                _last = (what, []);
                _waiting.Enqueue(_last);
                _queued++;
            }

            foreach (var person in people)
            {
                _last.For.Add(person.Value);
                if (what is HomeNotification.PresentityMoved moved) _watches.Remove((moved.Presentity, person));
            }

            if (_waiting.Count > MostWaiting) Connection.Close(ConnectionEnd.SlowReader);
            if (_isScheduled || _underWay >= MostUnderWay) return;
            _isScheduled = true;
        }

        ThreadPool.UnsafeQueueUserWorkItem(static session => session.FlushAlone(), this, preferLocal: false);
    }

    /// <summary>Ends when all that was told until now has left, or never will.</summary>
    public Task HasLeft()
    {
        var left = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        lock (_lock) _awaited.Enqueue((_queued, left));
        Flush();
        return left.Task;
    }

    /// <summary>Sends what waits, as far as the other end has answered.</summary>
    public void Flush()
    {
        lock (_lock)
        {
            _isScheduled = false;
            while (_waiting.Count > 0 && _underWay < MostUnderWay && Connection.IsOpen)
            {
                _underWay++;
                // Under the lock: the order of CSeq is that on the wire.
                requests.Send(Connection, NewNotify(), Answered);
            }

            while (_awaited.TryPeek(out var next) && (next.Count <= _queued - _waiting.Count || !Connection.IsOpen)) _awaited.Dequeue().Left.SetResult();
        }
    }

    /// <summary>On a thread of its own, where a fault would end the process: it ends the trunk, and over the next one the other pool is told everything anew.</summary>
    private void FlushAlone()
    {
        try
        {
            Flush();
        }
        catch (Exception e)
        {
            LogFault(log, e, Connection.Id);
            Connection.Close(ConnectionEnd.Fault);
        }
    }

    private void Answered(SipResponse? response)
    {
        if (response is not { Status: >= 200 and < 300 })
        {
            // The other pool does not know of this subscription, or is not there: over a new trunk it asks anew.
            Connection.Close(ConnectionEnd.MessageTimeout);
            return;
        }

        lock (_lock)
        {
            _underWay--;
            if (_waiting.Count == 0) return;
        }

        Flush();
    }

    private SipRequest NewNotify()
    {
        (_dialog, var notify) = _dialog.NewRequest(SipMethod.Notify);
        notify.Headers.AddOnTop(HeaderNames.Via, own.NewVia(Connection));
        notify.Headers.Add(HeaderNames.Contact, own.ContactFor(Connection));
        notify.Headers.Add(HeaderNames.Event, PeerDocuments.Event);
        notify.Headers.Add(HeaderNames.SubscriptionState, "active;expires=3600");
        notify.Headers.Add(HeaderNames.ContentType, PeerDocuments.MediaType);
        using var body = new MemoryStream();
        body.WriteByte((byte)'[');
        while (body.Length < BodyFrom && _waiting.TryDequeue(out var next))
        {
            if (StateOf(next.What, next.For) is not { } state) continue;
            if (body.Length > 1) body.WriteByte((byte)',');
            body.Write(state);
        }

        body.WriteByte((byte)']');
        notify.Body = body.ToArray();
        return notify;
    }

    private static byte[]? StateOf(HomeNotification what, List<string> people) => what switch
    {
        HomeNotification.PresentityMoved moved => Write(PeerState.Gone(moved.Presentity, people)),
        HomeNotification.PresenceChanged changed when Write(PeerState.From(changed.View, people)) is var whole =>
            whole.Length <= LongestState ? whole : Write(PeerState.From(Shortened(changed.View), people)),
        _ => null,
    };

    private static byte[] Write(PeerState state) => JsonSerializer.SerializeToUtf8Bytes(state, PeerDocuments.Default.PeerState);

    private static PresenceView Shortened(PresenceView view) => view with { Categories = view.Categories.RemoveAll(c => c.Content.Length > LongCategory) };

    [LoggerMessage(63, LogLevel.Error, "Another pool could not be told over {Connection} what its users watch here")]
    private static partial void LogFault(ILogger log, Exception exception, string connection);
}
