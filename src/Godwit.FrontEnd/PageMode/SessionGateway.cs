using System.Diagnostics.CodeAnalysis;
using Godwit.FrontEnd.Connections;
using Godwit.FrontEnd.Notifications;
using Godwit.FrontEnd.Relay;
using Godwit.FrontEnd.Requests;
using Godwit.Pool.Users;
using Godwit.Sip.Dialogs;
using Godwit.Sip.Headers;
using Godwit.Sip.Messages;

namespace Godwit.FrontEnd.PageMode;

/// <summary>
/// Between clients of the family, who write inside a session, and plain ones, who write in page mode (RFC 3428): takes sessions for the plain clients of a
/// user who is homed here, and sends what is written in them on as messages that stand alone. The other way round nothing is needed: the family reads those.
/// </summary>
public sealed class SessionGateway
{
    private readonly FrontEndOptions _options;
    private readonly PageSessions _sessions;
    private readonly RequestRelay _relay;
    private readonly Router _router;
    private readonly Forks _forks;
    private readonly EndpointTable _endpoints;
    private readonly IPoolTrunks _trunks;
    private readonly OwnAddress _own;
    private readonly OwnRequests _requests;

    public SessionGateway(
        FrontEndOptions options, PageSessions sessions, RequestRelay relay, Router router, Forks forks, EndpointTable endpoints, IPoolTrunks trunks, TimerWheel timers,
        OwnAddress own, OwnRequests requests)
    {
        (_options, _sessions, _relay, _router, _forks, _endpoints) = (options, sessions, relay, router, forks, endpoints);
        (_trunks, _own, _requests, Timers) = (trunks, own, requests, timers);
        sessions.GivenUp = session => _ = SayBye(session);
    }

    internal TimerWheel Timers { get; }

    /// <summary>Takes note of an INVITE to a session before it goes anywhere; null for any other.</summary>
    internal AskedSession? Ask(SipContext context) => SessionOffer.Read(context.Request) is { } offer ? new AskedSession(context, offer, this) : null;

    /// <summary>Sends the INVITE on, as far as there are clients for it; the rest is taken here.</summary>
    internal async ValueTask Invite(AskedSession asked, CancellationToken cancel)
    {
        var context = asked.Context;
        if (_router.Find(context.Request) is not Destination.Person { User.Address: var user })
        {
            await _relay.Send(context, cancel);
            return;
        }

        var hops = new List<NextHop>();
        var hasPlain = false;
        foreach (var endpoint in await _relay.Reach(context.Caller, user))
        {
            if (_endpoints.Find(endpoint.Key) is not { Connection.IsOpen: true } live) continue;
            if (live.Family == ClientFamily.Plain) hasPlain = true;
            else Targets.Add(hops, live);
        }

        if (!hasPlain)
        {
            _relay.Start(context, hops);
        }
        else if (hops.Count == 0)
        {
            asked.Take(user);
        }
        else
        {
            asked.StandBy(user);
            _relay.Start(context, hops);
        }
    }

    /// <summary>The session that a request belongs to.</summary>
    internal bool TryFind(SipRequest request, [NotNullWhen(true)] out OpenSession? session) => _sessions.TryFind(request, out session);

    /// <summary>A request inside a session.</summary>
    internal ValueTask Take(OpenSession session, SipContext context, CancellationToken cancel)
    {
        var request = context.Request;
        if (session.Value.IsShared) return Listen(session, context, cancel);
        if (context.Caller != session.Value.Caller)
        {
            context.Reply(Refusal.DialogGone.ToResponse(request, _options.Pool.Fqdn));
            return default;
        }

        _sessions.GoesOn(session, context.Connection);
        switch (PageSession.Take(request))
        {
            case SessionStep.Page page:
                return Send(session.Value, context, page, cancel);
            case SessionStep.Renew:
                context.Reply(Accepted(request, session.Value.Dialog.Id.LocalTag, context.Connection, session.Value.User, session.Value.Offer));
                break;
            case SessionStep.End:
                _sessions.Remove(session);
                context.Reply(SipResponse.To(request, 200));
                break;
            case SessionStep.Answer answer:
                var response = SipResponse.To(request, answer.Status);
                if (answer.Status == 405) response.Headers.Add(HeaderNames.Allow, string.Join(", ", PageSession.Methods));
                if (answer.Status == 415) response.Headers.Add(HeaderNames.Accept, "text/plain");
                context.Reply(response);
                break;
        }

        return default;
    }

    /// <summary>This server answers in the place of the user's plain clients.</summary>
    internal void Accept(SipContext asked, SipAddress user, SessionOffer offer)
    {
        var tag = Refusal.NewTag();
        if (asked.Caller is not { } caller || Dialog.Answer(asked.Request, tag) is not { } dialog)
            asked.Reply(new Refusal(400, 1018, "The INVITE has no Contact, or a header of its dialog is malformed").ToResponse(asked.Request, _options.Pool.Fqdn));
        else if (!_sessions.TryAdd(new PageSession(dialog, caller, user, offer, IsShared: false), asked.Connection))
            asked.Reply(new Refusal(503, 1000, "There are too many conversations with plain clients now; try again later").ToResponse(asked.Request, _options.Pool.Fqdn));
        else
            asked.Reply(Accepted(asked.Request, tag, asked.Connection, user, offer));
    }

    /// <summary>One of the user's clients took the session: the plain ones get what is written in it, too.</summary>
    internal void Share(SipContext asked, SipResponse taken, SipAddress user, SessionOffer offer)
    {
        if (asked.Caller is { } caller && NameAddress.TryParse(taken.Headers.Get(HeaderNames.To), out var to) && to.Tag is { } tag && Dialog.Answer(asked.Request, tag) is { } dialog)
            _sessions.TryAdd(new PageSession(dialog, caller, user, offer, IsShared: true), asked.Connection);
    }

    /// <summary>Who was asked and has not answered need not any more.</summary>
    internal void Withdraw(SipContext invite) => _forks.Withdraw(invite);

    /// <summary>To wherever the user is homed now: a session outlives her move.</summary>
    private async ValueTask Send(PageSession session, SipContext context, SessionStep.Page page, CancellationToken cancel)
    {
        var request = Page.Write(context.Request, session.User.Uri, page.Body);
        await _relay.SendTo(_router.HomeOf(session.User), Paged(context, request, answer =>
        {
            if (Page.Answer(context.Request, answer) is { } response) context.Reply(response);
        }), cancel);
        context.HandOver();
    }

    private ValueTask Listen(OpenSession session, SipContext context, CancellationToken cancel)
    {
        var value = session.Value;
        if (context.Request.Method == SipMethod.Bye) _sessions.Remove(session);
        else _sessions.GoesOn(session, session.Connection);
        if (context.Caller == value.Caller && PageSession.Copied(context.Request) is { } body)
        {
            var hops = new List<NextHop>();
            foreach (var live in _endpoints.Of(value.User))
                if (live is { Family: ClientFamily.Plain, Connection.IsOpen: true }) Targets.Add(hops, live);
            // The answer is that of the client that took the session.
            if (hops.Count > 0) _forks.Start(Paged(context, Page.Write(context.Request, value.User.Uri, body), static _ => { }), hops);
        }

        return _relay.Send(context, cancel);
    }

    private static SipContext Paged(SipContext context, SipRequest page, Action<SipResponse> reply) => new(page, context.Connection, reply) { Caller = context.Caller };

    private SipResponse Accepted(SipRequest request, string tag, ISipConnection connection, SipAddress user, SessionOffer offer)
    {
        var response = SipResponse.To(request, 200, toTag: tag);
        // RFC 3261 §12.1.1
        foreach (var line in request.Headers)
            if (line.Is(HeaderNames.RecordRoute)) response.Headers.Add(line);
        // A name of its own: requests to one URI wait for each other.
        response.Headers.Add(HeaderNames.Contact, $"{_own.ContactFor(connection)[..^1]};session={tag}>");
        response.Headers.Add(HeaderNames.Allow, string.Join(", ", PageSession.Methods));
        var sdp = offer.Answer(user.Uri, connection.Local);
        response.Headers.Add(sdp.TypeLine);
        response.Body = sdp.Bytes;
        return response;
    }

    /// <summary>Nobody wrote for long: the caller's client begins a new session when it is needed. One that is shared is not ours to end.</summary>
    private async Task SayBye(OpenSession session)
    {
        if (session.Value.IsShared) return;
        var connection = session.Connection;
        if (!connection.IsOpen && connection.Peer is { } pool) connection = await _trunks.To(pool, CancellationToken.None) ?? connection;
        if (!connection.IsOpen) return;
        var (_, bye) = session.Value.Dialog.NewRequest(SipMethod.Bye);
        bye.Headers.AddOnTop(HeaderNames.Via, _own.NewVia(connection));
        // Over a stream to a client nothing waits for the answer (NotifyAnswers takes it).
        if (connection is { IsReliable: true, Peer: null }) connection.Send(bye);
        else _requests.Send(connection, bye, static _ => { });
    }
}
