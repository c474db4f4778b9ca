using System.Globalization;
using System.Text;
using Godwit.FrontEnd.Clients;
using Godwit.FrontEnd.Documents;
using Godwit.FrontEnd.Notifications;
using Godwit.Sip.Dialogs;
using Godwit.Sip.Headers;
using Godwit.Sip.Messages;

namespace Godwit.FrontEnd.Methods;

/// <summary>What a SUBSCRIBE says about how it wants to be answered, and the 200 that does so.</summary>
internal static class SubscribeAnswer
{
    private static readonly byte[] Benotify = "ms-benotify"u8.ToArray();
    private static readonly byte[] FirstNotify = "ms-piggyback-first-notify"u8.ToArray();
    private static readonly byte[] EventList = "eventlist"u8.ToArray();
    private static readonly byte[] One = "1"u8.ToArray();

    public static bool TakesBenotify(SipRequest request) => HeaderBytes.HasToken(request.Headers, HeaderNames.Supported, Benotify);

    /// <summary>The first state may stand in the 200 itself.</summary>
    public static bool TakesPiggyback(SipRequest request) => HeaderBytes.HasToken(request.Headers, HeaderNames.Supported, FirstNotify);

    /// <summary>The dialog that a refresh names; null when the SUBSCRIBE opens a new one.</summary>
    public static DialogId? DialogOf(SipRequest request) =>
        NameAddress.TryParse(request.Headers.Get(HeaderNames.To), out var to) && to.Tag is { Length: > 0 } tag
            && NameAddress.TryParse(request.Headers.Get(HeaderNames.From), out var from)
            ? new DialogId(request.Headers.Get(HeaderNames.CallId) ?? "", tag, from.Tag ?? "")
            : null;

    public static SipResponse Write(SipRequest request, Subscription subscription, string contact, TimeSpan expires, MimeBody? piggybacked)
    {
        var response = SipResponse.To(request, 200, toTag: subscription.LocalTag);
        var headers = response.Headers;
        headers.Add(HeaderNames.Contact, contact);
        headers.Add(HeaderNames.Event, subscription.Event);
        headers.Add(HeaderNames.Expires, Encoding.ASCII.GetBytes(((long)expires.TotalSeconds).ToString(CultureInfo.InvariantCulture)));
        if (!subscription.IsStandard) headers.Add(HeaderNames.SubscriptionState, Subscription.StateOf(expires));
        if (subscription.List is not null) headers.Add(HeaderNames.Require, EventList);
        foreach (var route in request.Headers)
            if (route.Is(HeaderNames.RecordRoute)) headers.Add(route);
        if (subscription.TakesBenotify) headers.Add(HeaderNames.Supported, Benotify);
        if (!TakesPiggyback(request)) return response;

        // COMPAT: one option tag a line; without ms-piggyback-cseq the body is not looked at (protocol traps 3 and 4).
        headers.Add(HeaderNames.Supported, FirstNotify);
        if (piggybacked is null) return response;
        headers.Add(HeaderNames.MsPiggybackCSeq, One);
        headers.Add(HeaderNames.ContentType, piggybacked.ContentType);
        response.Body = piggybacked.Bytes;
        return response;
    }
}
