using System.Globalization;
using Godwit.FrontEnd.Clients;
using Godwit.FrontEnd.Connections;
using Godwit.FrontEnd.Documents;
using Godwit.FrontEnd.Notifications;
using Godwit.FrontEnd.Requests;
using Godwit.Pool.Homes;
using Godwit.Pool.Presence;
using Godwit.Sip.Messages;
using Godwit.Sip.Uris;

namespace Godwit.FrontEnd.Methods;

/// <summary>PUBLISH of presence (RFC 3903) by plain clients: open or closed, an activity, a note, seen by everybody as the 2005 form.</summary>
public sealed class PublishHandler(FrontEndOptions options, EndpointTable endpoints, PublicationTable publications, HomeOf homeOf) : ISipMethodHandler
{
    private const string EntityTag = "SIP-ETag";
    private const string IfMatch = "SIP-If-Match";
    private static readonly TimeSpan Usual = TimeSpan.FromHours(1);
    private static readonly TimeSpan Shortest = TimeSpan.FromMinutes(1);

    public SipMethod Method => SipMethod.Publish;

    public async ValueTask Handle(SipContext context, CancellationToken cancel)
    {
        var request = context.Request;
        if (CallingEndpoint.Find(context, endpoints)?.Endpoint.Key is not { } endpoint)
        {
            Refuse(context, CallingEndpoint.Forwarded(context) is null ? RequestRefusals.NotSignedIn : RequestRefusals.Moved);
            return;
        }

        var expires = ExpiresOf(request);
        if (Check(request, endpoint, expires, out var presence) is { } refusal)
        {
            Refuse(context, refusal);
            return;
        }

        if (expires == TimeSpan.Zero) presence = PidfXml.Closed;
        if (presence is not null && !await homeOf(endpoint.User).SetLegacyPresence(endpoint, presence).WaitAsync(cancel))
            Refuse(context, RequestRefusals.NoteTooLong);
        else Answer(context, endpoint, expires);
    }

    /// <summary>RFC 3903 §6, steps 1 to 5.</summary>
    private Refusal? Check(SipRequest request, EndpointKey endpoint, TimeSpan expires, out LegacyPublish? presence)
    {
        presence = null;
        if (!SipUri.TryParse(request.Uri, out var uri) || uri.Address != endpoint.User.Value) return RequestRefusals.NotYourData;
        if (!MediaTypes.Is(request.Headers.Get(HeaderNames.Event), EventNames.Presence)) return RequestRefusals.UnknownEvent;
        var tag = request.Headers.Get(IfMatch);
        if (tag is not null && !publications.Has(endpoint, tag)) return RequestRefusals.PublicationGone;
        if (expires > TimeSpan.Zero && expires < Shortest) return RequestRefusals.IntervalTooBrief;
        if (request.Body.IsEmpty) return tag is null ? RequestRefusals.Malformed("A first PUBLISH needs a presence document") : null;
        var type = request.Headers.Get(HeaderNames.ContentType);
        if (!MediaTypes.Is(type, MediaTypes.Pidf)) return RequestRefusals.UnknownType(MediaTypes.Bare(type));
        if (!SafeXml.TryRead(request.Body, out var root, out var problem)) return RequestRefusals.Malformed(problem);
        presence = PidfXml.Read(root, out problem);
        return presence is null ? RequestRefusals.Malformed(problem!) : null;
    }

    private void Answer(SipContext context, EndpointKey endpoint, TimeSpan expires)
    {
        var response = SipResponse.To(context.Request, 200, toTag: Refusal.NewTag());
        if (expires == TimeSpan.Zero)
        {
            publications.Remove(endpoint);
            response.Headers.Add(EntityTag, Refusal.NewTag());
        }
        else
        {
            response.Headers.Add(EntityTag, publications.Put(endpoint, expires));
        }

        response.Headers.Add(HeaderNames.Expires, ((long)expires.TotalSeconds).ToString(CultureInfo.InvariantCulture));
        context.Reply(response);
    }

    private TimeSpan ExpiresOf(SipRequest request)
    {
        if (!uint.TryParse(request.Headers.Get(HeaderNames.Expires), NumberStyles.None, CultureInfo.InvariantCulture, out var seconds)) return Usual;
        var asked = TimeSpan.FromSeconds(seconds);
        return asked < options.RegistrationExpires ? asked : options.RegistrationExpires;
    }

    private void Refuse(SipContext context, Refusal refusal)
    {
        var response = refusal.ToResponse(context.Request, options.Pool.Fqdn);
        if (refusal.Status == 415) response.Headers.Add(HeaderNames.Accept, MediaTypes.Pidf);
        if (refusal.Status == 423) response.Headers.Add(HeaderNames.MinExpires, "60");
        if (refusal.Status == 489) response.Headers.Add(HeaderNames.AllowEvents, EventNames.Presence);
        context.Reply(response);
    }
}
