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

    /// <summary>Whom it watches, when its event is presence.</summary>
    public IReadOnlyCollection<SipAddress> Watched
    {
        get { lock (_lock) return [.. _watched]; }
    }

    public bool Watches(SipAddress user)
    {
        lock (_lock) return _watched.Contains(user);
    }

    public bool Watch(SipAddress user, int most)
    {
        lock (_lock) return _watched.Contains(user) || (_watched.Count < most && _watched.Add(user));
    }

    public void Forget(SipAddress user)
    {
        lock (_lock) _watched.Remove(user);
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
    public void Release(ISipConnection connection, OwnAddress own, DateTimeOffset now, Func<HomeNotification, bool>? isKnown = null)
    {
        lock (_lock)
        {
            var held = _held;
            _held = null;
            if (held is null) return;
            foreach (var (notification, render) in held)
                if (isKnown?.Invoke(notification) != true && render(this) is { } body) connection.Send(NewNotify(body, connection, own, now, active: true));
        }
    }

    /// <summary>Sends in the dialog's order, or holds back.</summary>
    public void Notify(HomeNotification notification, Func<Subscription, MimeBody?> render, ISipConnection connection, OwnAddress own, DateTimeOffset now)
    {
        lock (_lock)
        {
            if (_held is not null) _held.Add((notification, render));
            else if (render(this) is { } body) connection.Send(NewNotify(body, connection, own, now, active: true));
        }
    }

    /// <summary>The first or the last NOTIFY of a subscription whose answer carried no body (RFC 6665 §4.2.1.2); goes before anything held back.</summary>
    public void NotifyNow(MimeBody? body, ISipConnection connection, OwnAddress own, DateTimeOffset now, bool active)
    {
        lock (_lock) connection.Send(NewNotify(body, connection, own, now, active));
    }

    private SipRequest NewNotify(MimeBody? body, ISipConnection connection, OwnAddress own, DateTimeOffset now, bool active)
    {
        (_dialog, var request) = _dialog.NewRequest(TakesBenotify ? SipMethod.Benotify : SipMethod.Notify);
        request.Headers.AddOnTop(HeaderNames.Via, own.NewVia(connection));
        if (!TakesBenotify) request.Headers.Add(HeaderNames.Contact, own.ContactFor(connection));
        request.Headers.Add(HeaderNames.Event, Event);
        request.Headers.Add(HeaderNames.SubscriptionState, StateOf(active ? ExpiresAt - now : null));
        if (body is null) return request;
        request.Headers.Add(HeaderNames.ContentType, body.ContentType);
        request.Body = body.Bytes;
        return request;
    }

    /// <summary><c>active;expires=3600</c>, or, without a time, <c>terminated;expires=0</c>.</summary>
    public static string StateOf(TimeSpan? left) => left is { } time && time > TimeSpan.Zero
        ? string.Create(CultureInfo.InvariantCulture, $"active;expires={(long)time.TotalSeconds}")
        : "terminated;expires=0";
}
