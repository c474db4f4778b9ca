using System.Collections.Concurrent;
using System.Globalization;
using System.Text.Json;
using Godwit.FrontEnd.Connections;
using Godwit.FrontEnd.Notifications;
using Godwit.FrontEnd.Relay;
using Godwit.FrontEnd.Requests;
using Godwit.Pool.Users;
using Godwit.Sip.Headers;
using Godwit.Sip.Messages;
using Microsoft.Extensions.Logging;

namespace Godwit.FrontEnd.Peers;

/// <summary>What the subscriptions to all other pools share.</summary>
internal sealed record PeerSurroundings(
    FrontEndOptions Options, IPoolTrunks Trunks, OwnRequests Requests, OwnAddress Own, TimeProvider Time, ILogger Log, CancellationToken Stopping);

/// <summary>
/// This pool's one subscription to another: all that its users watch there. It lives as long as the trunk it was made over; when that is lost it is made
/// anew over the next, with everything in it. Only when the other pool could not be reached for a while is it an outage.
/// </summary>
/// <param name="outage">Called once an outage is known, not on the caller's flow.</param>
internal sealed partial class PeerSubscription(string fqdn, PeerSurroundings around, Action<PeerSubscription> outage)
{
    /// <summary>A trunk that is lost and made again within this time is nothing that watchers should hear of.</summary>
    public static readonly TimeSpan OutageAfter = TimeSpan.FromSeconds(10);

    /// <summary>A subscription without changes shows by so much that the trunk still carries. A third of the idle time of connections.</summary>
    private const long RefreshAfter = 5 * 60_000;

    /// <summary>Items of one SUBSCRIBE.</summary>
    private const int Together = 50;

    private static readonly TimeSpan FirstPause = TimeSpan.FromMilliseconds(500);
    private static readonly TimeSpan LongestPause = TimeSpan.FromSeconds(5);

    private readonly Lock _lock = new();
    private readonly HashSet<UnwatchItem> _unwatch = [];
    private ISipConnection? _connection;
    private Task? _reviving;
    private TaskCompletionSource<bool> _attempt = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private string _callId = "";
    private string _localTag = "";
    private string? _remoteTag;
    private uint _sequence;
    private long _lastSent;

    public string Fqdn => fqdn;

    /// <summary>Who of that pool is watched from here.</summary>
    public ConcurrentDictionary<SipAddress, RemotePresentity> Presentities { get; } = new();

    /// <summary>Asks for these; false when the pool can't be asked now: then it is as soon as it can be reached.</summary>
    public Task<bool> Ask(IReadOnlyList<WatchItem> items)
    {
        ISipConnection connection;
        lock (_lock)
        {
            foreach (var item in items) _unwatch.Remove(new UnwatchItem(item.Of, item.By));
            if (_connection is not { IsOpen: true } open) return Revive();
            connection = open;
        }

        return AskOver(connection, items);
    }

    /// <summary>Goes along with the next SUBSCRIBE.</summary>
    public void Unwatch(SipAddress user, SipAddress watcher)
    {
        lock (_lock)
            if (_connection is { IsOpen: true }) _unwatch.Add(new UnwatchItem(user.Value, watcher.Value));
    }

    public void Lost(ISipConnection connection)
    {
        lock (_lock)
        {
            if (!ReferenceEquals(connection, _connection)) return;
            _connection = null;
            _unwatch.Clear();
            if (!Presentities.IsEmpty) _ = Revive();
        }
    }

    /// <summary>Tells the other pool whom nobody watches any more, and shows now and then that this one is alive.</summary>
    public void Beat(long now)
    {
        ISipConnection connection;
        List<UnwatchItem>? unwatch = null;
        lock (_lock)
        {
            if (_connection is not { IsOpen: true } open) return;
            if (_unwatch.Count == 0 && (now - _lastSent < RefreshAfter || Presentities.IsEmpty)) return;
            connection = open;
            _lastSent = now;
            if (_unwatch.Count > 0) unwatch = [.. _unwatch.Take(Together)];
            if (unwatch is not null) _unwatch.ExceptWith(unwatch);
        }

        _ = Send(connection, new PeerWatchList(null, unwatch));
    }

    /// <summary>The end of the attempt that is under way, or of the first of those that begin now.</summary>
    private Task<bool> Revive()
    {
        lock (_lock)
        {
            var attempt = _attempt.Task;
            _reviving ??= Task.Run(RunUntilUp);
            return attempt;
        }
    }

    private async Task RunUntilUp()
    {
        var began = around.Time.GetTimestamp();
        var isOutage = false;
        try
        {
            for (var pause = FirstPause; ; pause = pause * 2 < LongestPause ? pause * 2 : LongestPause)
            {
                if (EndAttempt(await TryConnect())) return;
                if (!isOutage && around.Time.GetElapsedTime(began) >= OutageAfter)
                {
                    isOutage = true;
                    LogOutage(around.Log, fqdn, Presentities.Count);
                    outage(this);
                }

                await Task.Delay(pause, around.Time, around.Stopping);
            }
        }
        catch (OperationCanceledException) when (around.Stopping.IsCancellationRequested)
        {
            EndAttempt(false);
        }
    }

    /// <summary>True when it was the last, for now.</summary>
    private bool EndAttempt(bool isUp)
    {
        TaskCompletionSource<bool> ended;
        bool isLast;
        lock (_lock)
        {
            ended = _attempt;
            _attempt = new TaskCompletionSource<bool>(TaskCreationOptions.RunContinuationsAsynchronously);
            // A connection that was lost again before this was noted goes on being revived.
            isLast = Presentities.IsEmpty || around.Stopping.IsCancellationRequested || (isUp && _connection is { IsOpen: true });
            if (isLast) _reviving = null;
        }

        ended.SetResult(isUp);
        return isLast;
    }

    private async Task<bool> TryConnect()
    {
        try
        {
            return await Connect();
        }
        catch (Exception e) when (!around.Stopping.IsCancellationRequested)
        {
            LogFault(around.Log, e, fqdn);
            return false;
        }
    }

    private async Task<bool> Connect()
    {
        if (await around.Trunks.To(fqdn, around.Stopping) is not { } connection) return false;
        lock (_lock)
        {
            _connection = connection;
            (_callId, _localTag, _remoteTag) = (Refusal.NewTag() + Refusal.NewTag(), Refusal.NewTag(), null);
        }

        var items = new List<WatchItem>();
        var now = around.Time.GetUtcNow();
        foreach (var (_, presentity) in Presentities)
            lock (presentity.Lock) items.AddRange(presentity.AskAnew(now));
        return await AskOver(connection, items);
    }

    private async Task<bool> AskOver(ISipConnection connection, IReadOnlyList<WatchItem> items)
    {
        for (var start = 0; start < items.Count; start += Together)
            if (!await Send(connection, new PeerWatchList([.. items.Skip(start).Take(Together)], null))) return false;
        return true;
    }

    private Task<bool> Send(ISipConnection connection, PeerWatchList list)
    {
        var done = new TaskCompletionSource<bool>(TaskCreationOptions.RunContinuationsAsynchronously);
        SipRequest request;
        lock (_lock) request = NewSubscribe(connection, list);
        around.Requests.Send(connection, request, response =>
        {
            if (response is { Status: >= 200 and < 300 })
            {
                if (NameAddress.TryParse(response.Headers.Get(HeaderNames.To), out var to)) lock (_lock) _remoteTag ??= to.Tag;
                done.SetResult(true);
                return;
            }

            // What does not answer in time is gone, whether its connection knows or not.
            if (response is null) connection.Close(ConnectionEnd.MessageTimeout);
            Lost(connection);
            done.SetResult(false);
        });
        return done.Task;
    }

    private SipRequest NewSubscribe(ISipConnection connection, PeerWatchList list)
    {
        var headers = new SipHeaders
        {
            { HeaderNames.Via, around.Own.NewVia(connection) },
            { HeaderNames.MaxForwards, "70" },
            { HeaderNames.From, $"<sip:{around.Options.Pool.Fqdn}>;tag={_localTag}" },
            { HeaderNames.To, _remoteTag is null ? $"<sip:{fqdn}>" : $"<sip:{fqdn}>;tag={_remoteTag}" },
            { HeaderNames.CallId, _callId },
            { HeaderNames.CSeq, string.Create(CultureInfo.InvariantCulture, $"{++_sequence} SUBSCRIBE") },
            { HeaderNames.Contact, around.Own.ContactFor(connection) },
            { HeaderNames.Event, PeerDocuments.Event },
            { HeaderNames.Expires, "3600" },
        };
        var request = new SipRequest(SipMethod.Subscribe, $"sip:{fqdn}", headers);
        if (list is { Watch: null, Unwatch: null }) return request;
        headers.Add(HeaderNames.ContentType, PeerDocuments.MediaType);
        request.Body = JsonSerializer.SerializeToUtf8Bytes(list, PeerDocuments.Default.PeerWatchList);
        return request;
    }

    [LoggerMessage(50, LogLevel.Warning, "{Pool} cannot be reached: its {Users} users who are watched from here are shown as offline until it can")]
    private static partial void LogOutage(ILogger log, string pool, int users);

    [LoggerMessage(51, LogLevel.Error, "Watching the users of {Pool} failed; it is tried again")]
    private static partial void LogFault(ILogger log, Exception exception, string pool);
}
