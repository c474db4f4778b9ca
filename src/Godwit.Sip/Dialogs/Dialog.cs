using System.Globalization;
using System.Text;
using Godwit.Sip.Headers;
using Godwit.Sip.Messages;
using Godwit.Sip.Uris;

namespace Godwit.Sip.Dialogs;

/// <summary>
/// One side's view of a dialog (RFC 3261 §12) as a value: a call, or a subscription whose NOTIFYs this server sends. There are many of the latter, so that it
/// holds its lines as they are sent.
/// </summary>
/// <param name="Local">The value of From in requests of this side, with its tag and whatever else stood there (epid).</param>
/// <param name="Remote">The value of To, likewise.</param>
/// <param name="RemoteTarget">The URI of the other side's Contact: where requests go.</param>
/// <param name="RouteSet">Route values from here to there, in order.</param>
/// <param name="LocalSequence">CSeq number of the last request sent in it; 0 before the first.</param>
/// <param name="RemoteSequence">CSeq number of the last request that came in it; null before the first.</param>
public sealed record Dialog(
    DialogId Id, ReadOnlyMemory<byte> Local, ReadOnlyMemory<byte> Remote, string RemoteTarget, IReadOnlyList<NameAddress> RouteSet, uint LocalSequence, uint? RemoteSequence)
{
    private static readonly SipHeader MaxForwards = new(HeaderNames.MaxForwards, "70"u8.ToArray());

    /// <summary>The dialog that answering <paramref name="request"/> opens (RFC 3261 §12.1.1); null when it can't: no Contact, or a malformed header.</summary>
    /// <param name="localTag">The tag that the answer carries in To.</param>
    public static Dialog? Answer(SipRequest request, string localTag)
    {
        var headers = request.Headers;
        if (!NameAddress.TryParse(headers.Get(HeaderNames.To), out var local)
            || !NameAddress.TryParse(headers.Get(HeaderNames.From), out var remote)
            || !NameAddress.TryParse(headers.FirstValue(HeaderNames.Contact), out var contact)
            || !CSeq.TryParse(headers.Get(HeaderNames.CSeq), out var sequence)
            || headers.Get(HeaderNames.CallId) is not { Length: > 0 } callId
            || !NameAddress.TryParseList(headers.All(HeaderNames.RecordRoute), out var routes)) return null;
        return new Dialog(new DialogId(callId, localTag, remote.Tag ?? ""), Bytes(local.With("tag", localTag)), Bytes(remote), contact.Uri, routes.Count == 0 ? [] : routes, 0, sequence.Number);
    }

    /// <summary>The dialog that <paramref name="response"/> opened for whoever sent <paramref name="request"/> (RFC 3261 §12.1.2).</summary>
    public static Dialog? Open(SipRequest request, SipResponse response)
    {
        var headers = response.Headers;
        if (!NameAddress.TryParse(request.Headers.Get(HeaderNames.From), out var local)
            || !NameAddress.TryParse(headers.Get(HeaderNames.To), out var remote)
            || !NameAddress.TryParse(headers.FirstValue(HeaderNames.Contact), out var contact)
            || !CSeq.TryParse(request.Headers.Get(HeaderNames.CSeq), out var sequence)
            || request.Headers.Get(HeaderNames.CallId) is not { Length: > 0 } callId
            || !NameAddress.TryParseList(headers.All(HeaderNames.RecordRoute), out var routes)) return null;
        return new Dialog(new DialogId(callId, local.Tag ?? "", remote.Tag ?? ""), Bytes(local), Bytes(remote), contact.Uri, [.. routes.Reverse()], sequence.Number, null);
    }

    /// <summary>The next request of this side, without Via and Contact (RFC 3261 §12.2.1.1), and the dialog once it is sent.</summary>
    public (Dialog Next, SipRequest Request) NewRequest(SipMethod method)
    {
        var sequence = LocalSequence + 1;
        var headers = new SipHeaders
        {
            MaxForwards,
            { HeaderNames.From, Local },
            { HeaderNames.To, Remote },
            { HeaderNames.CallId, Id.CallId },
            { HeaderNames.CSeq, string.Create(CultureInfo.InvariantCulture, $"{sequence} {method.Name}") },
        };

        var uri = RemoteTarget;
        var strict = RouteSet.Count > 0 && SipUri.TryParse(RouteSet[0].Uri, out var first) && !first.HasParameter("lr");
        if (strict) uri = RouteSet[0].Uri;
        foreach (var route in strict ? RouteSet.Skip(1) : RouteSet) headers.Add(HeaderNames.Route, route.ToString());
        if (strict) headers.Add(HeaderNames.Route, $"<{RemoteTarget}>");
        return (this with { LocalSequence = sequence }, new SipRequest(method, uri, headers));
    }

    /// <summary>
    /// Takes a request of the other side (RFC 3261 §12.2.2): null when its CSeq is not above the last one, which is answered 500.
    /// An INVITE, UPDATE, SUBSCRIBE or NOTIFY may bring a new target. ACK and CANCEL carry the number of what they belong to.
    /// </summary>
    public Dialog? Receive(SipRequest request)
    {
        if (request.Method == SipMethod.Ack || request.Method == SipMethod.Cancel) return this;
        if (!CSeq.TryParse(request.Headers.Get(HeaderNames.CSeq), out var sequence) || sequence.Number <= RemoteSequence) return null;
        var refreshes = request.Method == SipMethod.Invite || request.Method == SipMethod.Update
            || request.Method == SipMethod.Subscribe || request.Method == SipMethod.Notify;
        var target = refreshes && NameAddress.TryParse(request.Headers.FirstValue(HeaderNames.Contact), out var contact) ? contact.Uri : RemoteTarget;
        return this with { RemoteSequence = sequence.Number, RemoteTarget = target };
    }

    private static byte[] Bytes(NameAddress address) => Encoding.UTF8.GetBytes(address.ToString());
}
