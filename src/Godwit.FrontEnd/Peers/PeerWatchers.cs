using System.Collections.Concurrent;
using System.Threading.Channels;
using Godwit.FrontEnd.Clients;
using Godwit.FrontEnd.Connections;
using Godwit.FrontEnd.Notifications;
using Godwit.FrontEnd.Requests;
using Godwit.Pool.BackEnds;
using Godwit.Pool.Homes;
using Godwit.Pool.Users;
using Godwit.Sip.Dialogs;
using Godwit.Sip.Messages;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace Godwit.FrontEnd.Peers;

/// <summary>
/// Users of other pools who watch users of this one. To a home, all clients of such a person are one watcher: its key names the trunk it was asked over,
/// and with the trunk it ends.
/// </summary>
public sealed partial class PeerWatchers(
    FrontEndOptions options, HomeOf homeOf, ConnectionTable connections, OwnRequests requests, OwnAddress own, ILogger<PeerWatchers> log) : BackgroundService
{
    /// <summary>No client can have an id that begins so: it is none that stands in a header.</summary>
    private const char Mark = '\n';

    private readonly ConcurrentDictionary<string, PeerSession> _sessions = new();
    private readonly Channel<(SipAddress Of, EndpointKey By)> _gone = Channel.CreateUnbounded<(SipAddress, EndpointKey)>(new UnboundedChannelOptions { SingleReader = true });

    public static bool IsPeer(EndpointKey key) => key.Id.StartsWith(Mark);

    /// <summary>True when it is a subscription of another pool.</summary>
    public static bool IsFor(SipContext context) =>
        context.Connection.Peer is not null && PeerDocuments.Event.Equals(context.Request.Headers.Get(HeaderNames.Event), StringComparison.Ordinal);

    /// <summary>Answers when all homes have said their states: these leave before the answer.</summary>
    public async ValueTask Handle(SipContext context, CancellationToken cancel)
    {
        var request = context.Request;
        if (!PeerDocuments.TryRead(request, out var list))
        {
            context.Reply(RequestRefusals.Malformed("The list of watched users can't be read").ToResponse(request, options.Pool.Fqdn));
            return;
        }

        if (SessionOf(request, context.Connection) is not { } session)
        {
            context.Reply(RequestRefusals.Malformed("A SUBSCRIBE needs a Contact, and From, To and CSeq that can be read").ToResponse(request, options.Pool.Fqdn));
            return;
        }

        await Task.WhenAll((list.Unwatch ?? []).Select(item => Unwatch(session, item, cancel)));
        await Task.WhenAll((list.Watch ?? []).Select(item => Watch(session, item, cancel)));
        await session.HasLeft();
        var response = SipResponse.To(request, 200, toTag: session.Tag);
        response.Headers.Add(HeaderNames.Contact, own.ContactFor(context.Connection));
        response.Headers.Add(HeaderNames.Event, PeerDocuments.Event);
        response.Headers.Add(HeaderNames.Expires, "3600");
        context.Reply(response);
    }

    /// <summary>Tells those of them who are users of other pools.</summary>
    public void Deliver(IReadOnlyList<EndpointKey> watchers, HomeNotification what)
    {
        foreach (var peer in watchers.Where(IsPeer).GroupBy(w => w.Id))
            if (_sessions.TryGetValue(peer.Key[1..], out var session)) session.Tell(peer.Select(w => w.User), what);
    }

    public override Task StartAsync(CancellationToken cancellationToken)
    {
        connections.Ended += OnEnded;
        return base.StartAsync(cancellationToken);
    }

    public override Task StopAsync(CancellationToken cancellationToken)
    {
        connections.Ended -= OnEnded;
        return base.StopAsync(cancellationToken);
    }

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        await foreach (var (of, by) in _gone.Reader.ReadAllAsync(stoppingToken))
        {
            try
            {
                await homeOf(of).Unwatch(by).WaitAsync(stoppingToken);
            }
            catch (Exception e) when (!stoppingToken.IsCancellationRequested)
            {
                LogNotUnwatched(log, e, of.Value);
            }
        }
    }

    private static EndpointKey KeyOf(PeerSession session, SipAddress person) => new(person, Mark + session.Connection.Id);

    private PeerSession? SessionOf(SipRequest request, ISipConnection connection)
    {
        if (_sessions.TryGetValue(connection.Id, out var session)) return session;
        var tag = Refusal.NewTag();
        if (Dialog.Answer(request, tag) is not { } dialog) return null;
        session = _sessions.GetOrAdd(connection.Id, new PeerSession(connection, tag, dialog, requests, own, log));
        // It may have ended before this one was written down.
        if (!connection.IsOpen) OnEnded(connection, ConnectionEnd.PeerClosed);
        return session;
    }

    private async Task Watch(PeerSession session, WatchItem item, CancellationToken cancel)
    {
        if (!SipAddress.TryParse(item.Of, out var of) || !SipAddress.TryParse(item.By, out var by)) return;
        session.Add(of, by);
        var key = KeyOf(session, by);
        var expires = TimeSpan.FromSeconds(Math.Clamp(item.Seconds, 1, 86_400));
        try
        {
            await homeOf(of).Watch(key, item.Name, false, expires, tell: true).WaitAsync(cancel);
            // The "added you" is a write: it waits while she is being moved, and nobody waits for it.
            if (item.Added) _ = NoteAdded(of, key, item.Name, expires);
        }
        catch (Exception e) when (e is MovedException or BackEndUnavailableException)
        {
            session.Remove(of, by);
            session.Tell([by], new HomeNotification.PresentityMoved(of));
        }
    }

    private async Task NoteAdded(SipAddress of, EndpointKey by, string name, TimeSpan expires)
    {
        try
        {
            await homeOf(of).Watch(by, name, true, expires);
        }
        catch (Exception e)
        {
            LogNotNoted(log, e, of.Value, by.User.Value);
        }
    }

    private async Task Unwatch(PeerSession session, UnwatchItem item, CancellationToken cancel)
    {
        if (!SipAddress.TryParse(item.Of, out var of) || !SipAddress.TryParse(item.By, out var by)) return;
        session.Remove(of, by);
        await homeOf(of).Unwatch(KeyOf(session, by)).WaitAsync(cancel);
    }

    private void OnEnded(ISipConnection connection, ConnectionEnd why)
    {
        if (connection.Peer is null || !_sessions.TryRemove(connection.Id, out var session)) return;
        session.Flush();
        foreach (var (of, by) in session.Watches) _gone.Writer.TryWrite((of, KeyOf(session, by)));
    }

    [LoggerMessage(53, LogLevel.Warning, "A watch of {User} by somebody of another pool could not be ended; it runs out by itself")]
    private static partial void LogNotUnwatched(ILogger log, Exception exception, string user);

    [LoggerMessage(54, LogLevel.Warning, "{User} could not be told that {Watcher} put her on the list")]
    private static partial void LogNotNoted(ILogger log, Exception exception, string user, string watcher);
}
