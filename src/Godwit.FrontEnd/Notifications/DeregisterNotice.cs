using Godwit.FrontEnd.Connections;
using Godwit.FrontEnd.Documents;
using Godwit.FrontEnd.Requests;
using Godwit.Pool.Homes;
using Godwit.Sip.Messages;

namespace Godwit.FrontEnd.Notifications;

/// <summary>The NOTIFY that tells a client why the server ends its registration ([MS-SIPREGE] §3.2). It stands in no dialog that a SUBSCRIBE made.</summary>
public static class DeregisterNotice
{
    /// <summary>
    /// COMPAT: SIPE takes "moved" for the end and does not come back; its connection is closed without a word, and it returns by itself (protocol §4).
    /// </summary>
    public static bool IsFor(LiveEndpoint live, DeregisterReason reason) => live.Family switch
    {
        ClientFamily.Communicator => true,
        ClientFamily.Sipe => reason != DeregisterReason.UserMoved,
        _ => false,
    };

    public static SipRequest Write(LiveEndpoint live, DeregisterReason reason, string via, string contact, string pool)
    {
        var told = RegistrationEvent.Of(reason);
        var body = told.ToBody();
        var user = live.Endpoint.Key.User.Uri;
        var headers = new SipHeaders();
        headers.Add(HeaderNames.Via, via);
        headers.Add(HeaderNames.MaxForwards, "70");
        headers.Add(HeaderNames.From, $"<{user}>;tag={Refusal.NewTag()}");
        headers.Add(HeaderNames.To, $"<{user}>;epid={live.Endpoint.Key.Id}");
        headers.Add(HeaderNames.CallId, Refusal.NewTag() + Refusal.NewTag());
        headers.Add(HeaderNames.CSeq, "1 NOTIFY");
        headers.Add(HeaderNames.Contact, contact);
        headers.Add(HeaderNames.Event, EventNames.Registration);
        headers.Add(HeaderNames.SubscriptionState, "terminated;expires=0");
        headers.Add(HeaderNames.MsDiagnosticsPublic, $"{told.Code};reason=\"{told.Sentence}\"");
        headers.Add(HeaderNames.MsDiagnostics, $"{told.Code};reason=\"{told.Sentence}\";source=\"{pool}\"");
        headers.Add(HeaderNames.ContentType, body.ContentType);
        return new SipRequest(SipMethod.Notify, live.Endpoint.Contact, headers, body.Bytes);
    }
}
