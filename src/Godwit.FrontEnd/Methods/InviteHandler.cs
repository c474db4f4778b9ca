using Godwit.FrontEnd.Clients;
using Godwit.FrontEnd.Connections;
using Godwit.FrontEnd.PageMode;
using Godwit.FrontEnd.Relay;
using Godwit.FrontEnd.Requests;
using Godwit.Pool.Homes;
using Godwit.Sip.Messages;

namespace Godwit.FrontEnd.Methods;

/// <summary>A call, or a session to write in: the caller hears at once that it is on its way, and may give up from then on (RFC 3261 §16.2, §16.10).</summary>
public sealed class InviteHandler(FrontEndOptions options, RequestRelay relay, Forks forks, EndpointTable endpoints, SessionGateway sessions) : ISipMethodHandler
{
    public SipMethod Method => SipMethod.Invite;

    public async ValueTask Handle(SipContext context, CancellationToken cancel)
    {
        if (IsConference(context.Request.Uri) && CallingEndpoint.Find(context, endpoints) is { Endpoint.Mode: PresenceMode.Legacy })
        {
            context.Reply(RequestRefusals.ConferencesNeedNewClient.ToResponse(context.Request, options.Pool.Fqdn));
            return;
        }

        if (sessions.TryFind(context.Request, out var session))
        {
            await sessions.Take(session, context, cancel);
            return;
        }

        var asked = sessions.Ask(context);
        using var pending = forks.Expect(asked?.Context ?? context);
        context.Reply(SipResponse.To(context.Request, 100));
        await (asked is null ? relay.Send(context, cancel) : sessions.Invite(asked, cancel));
    }

    /// <summary>The GRUU of a focus, or of the factory that makes them ([MS-CONFBAS]).</summary>
    private static bool IsConference(string uri) => uri.Contains("opaque=app:conf:", StringComparison.OrdinalIgnoreCase);
}
