using System.Globalization;
using Godwit.FrontEnd.Connections;
using Godwit.FrontEnd.Documents;
using Godwit.Pool.Homes;
using Godwit.Pool.Users;
using Godwit.Sip.Dialogs;
using Godwit.Sip.Messages;

namespace Godwit.FrontEnd.Notifications;

/// <summary>
/// One endpoint's subscription to one event, from the notifier's side (RFC 6665 §4.2). While its SUBSCRIBE is being answered, notifications are held back: none may overtake the
/// state in the answer.
/// </summary>
public sealed class Subscription(EndpointKey endpoint, string eventName, Dialog dialog, bool takesBenotify, PresenceForm form)
{
    private readonly Lock _lock = new();
    private readonly HashSet<SipAddress> _watched = [];
    private Dialog _dialog = dialog;
    private int _version;
    private List<(HomeNotification Notification, Func<Subscription, MimeBody?> Render)>? _held = [];

    public EndpointKey Endpoint { get; } = endpoint;

    public string Event { get; } = eventName;

    public DialogId Id { get; } = dialog.Id;

    /// <summary>The tag of the answer's To.</summary>
    public string LocalTag => Id.LocalTag;

    /// <summary>BENOTIFY is not answered; who does not know it gets NOTIFY ([MS-SIP] §3.5).</summary>
    public bool TakesBenotify { get; } = takesBenotify;

    public PresenceForm Form { get; } = form;

    public DateTimeOffset ExpiresAt { get; set; }

    /// <summary>The list that it is to, when it is to a list of the standard kind (RFC 4662): every NOTIFY is one of the list.</summary>
    public WatchedList? List { get; set; }

    /// <summary>Whom it watches has not decided yet (RFC 3857 §4.7.1).</summary>
    public bool IsPending { get; set; }

    /// <summary>Knows the words of RFC 6665 §4.1.3 for states and ends; clients of this family know two.</summary>
    public bool IsStandard => Form == PresenceForm.Pidf && !TakesBenotify;

    /// <summary>Whom it watches, when its event is presence.</summary>
    public IReadOnlyCollection<SipAddress> Watched
    {
        get { lock (_lock) return [.. _watched]; }
    }

    /// <summary>The number of the next document of those that carry one: 0, 1, 2 (RFC 3858 §3, RFC 4662 §5).</summary>
    public int NextVersion() => Interlocked.Increment(ref _version) - 1;

    public bool Watches(SipAddress user)
    {
        lock (_lock) return _watched.Contains(user);
    }

    /// <summary>Raised after somebody is watched or no more, with nothing held.</summary>
    internal Action<SipAddress>? WatchesOthers { get; set; }

    public bool Watch(SipAddress user, int most)
    {
        lock (_lock)
        {
            if (_watched.Contains(user)) return true;
            if (_watched.Count >= most) return false;
            _watched.Add(user);
        }

        WatchesOthers?.Invoke(user);
        return true;
    }

    public void Forget(SipAddress user)
    {
        lock (_lock) _watched.Remove(user);
        WatchesOthers?.Invoke(user);
    }

    /// <summary>Takes a refresh: from now until <see cref="Release"/> notifications wait. False when it is older than one that came before (RFC 3261 §12.2.2).</summary>
    public bool TryHold(SipRequest subscribe)
    {
        lock (_lock)
        {
            if (_dialog.Receive(subscribe) is not { } next) return false;
            _dialog = next;
            _held ??= [];
            return true;
        }
    }

    /// <summary>The answer carries the first state: it takes the number of a notification (ms-piggyback-cseq).</summary>
    public void CountPiggyback()
    {
        lock (_lock) _dialog = _dialog with { LocalSequence = _dialog.LocalSequence + 1 };
    }

    /// <summary>The answer was given to <paramref name="connection"/>: what waited follows it, but for what <paramref name="isKnown"/> says the answer had already.</summary>
    public void Release(ISipConnection connection, OwnAddress own, OwnRequests requests, DateTimeOffset now, Func<HomeNotification, bool>? isKnown = null)
    {
        lock (_lock)
        {
            var held = _held;
            _held = null;
            if (held is null) return;
            foreach (var (notification, render) in held)
                if (isKnown?.Invoke(notification) != true) Send(notification, render, connection, own, requests, now);
        }
    }

    /// <summary>Sends in the dialog's order, or holds back.</summary>
    public void Notify(HomeNotification notification, Func<Subscription, MimeBody?> render, ISipConnection connection, OwnAddress own, OwnRequests requests, DateTimeOffset now)
    {
        lock (_lock)
        {
            if (_held is not null) _held.Add((notification, render));
            else Send(notification, render, connection, own, requests, now);
        }
    }

    /// <summary>The first or the last NOTIFY of a subscription whose answer carried no body (RFC 6665 §4.2.1.2); goes before anything held back.</summary>
    public void NotifyNow(MimeBody? body, ISipConnection connection, OwnAddress own, OwnRequests requests, DateTimeOffset now, bool active)
    {
        lock (_lock) Transmit(NewNotify(body, connection, own, now, active), connection, requests);
    }

    private void Send(HomeNotification notification, Func<Subscription, MimeBody?> render, ISipConnection connection, OwnAddress own, OwnRequests requests, DateTimeOffset now)
    {
        if (List is null && notification is HomeNotification.PresenceChanged changed) IsPending = changed.View.IsPending;
        if (render(this) is { } body) Transmit(NewNotify(body, connection, own, now, active: true), connection, requests);
    }

    /// <summary>Over a stream it arrives, or its connection ends; over UDP it is repeated until it is answered.</summary>
    private static void Transmit(SipRequest notify, ISipConnection connection, OwnRequests requests)
    {
        if (connection.IsReliable || notify.Method == SipMethod.Benotify) connection.Send(notify);
        else requests.Send(connection, notify, static _ => { });
    }

    private SipRequest NewNotify(MimeBody? body, ISipConnection connection, OwnAddress own, DateTimeOffset now, bool active)
    {
        (_dialog, var request) = _dialog.NewRequest(TakesBenotify ? SipMethod.Benotify : SipMethod.Notify);
        request.Headers.AddOnTop(HeaderNames.Via, own.NewVia(connection));
        if (!TakesBenotify) request.Headers.Add(own.ContactLineFor(connection));
        request.Headers.Add(EventNames.LineOf(Event));
        request.Headers.Add(HeaderNames.SubscriptionState, State(active ? ExpiresAt - now : null));
        if (List is not null) request.Headers.Add(HeaderNames.Require, "eventlist");
        if (body is null) return request;
        request.Headers.Add(body.TypeLine);
        request.Body = body.Bytes;
        return request;
    }

    /// <summary>Of this subscription, with so much time left; none = it has ended.</summary>
    public string State(TimeSpan? left) => !IsStandard ? StateOf(left)
        : left > TimeSpan.Zero ? string.Create(CultureInfo.InvariantCulture, $"{(IsPending ? "pending" : "active")};expires={(long)left.Value.TotalSeconds}")
        : "terminated;reason=timeout";

    /// <summary><c>active;expires=3600</c>, or, without a time, <c>terminated;expires=0</c>.</summary>
    public static string StateOf(TimeSpan? left) => left is { } time && time > TimeSpan.Zero
        ? string.Create(CultureInfo.InvariantCulture, $"active;expires={(long)time.TotalSeconds}")
        : "terminated;expires=0";
}
