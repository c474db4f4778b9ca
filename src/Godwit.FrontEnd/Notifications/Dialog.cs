using System.Globalization;
using System.Text;
using Godwit.FrontEnd.Requests;
using Godwit.Sip.Headers;
using Godwit.Sip.Messages;

namespace Godwit.FrontEnd.Notifications;

/// <summary>
/// The notifier's half of a subscription's dialog (RFC 6665 §4.2): how to address requests to the subscriber. Not thread-safe; its
/// <see cref="Subscription"/> takes care.
/// </summary>
public sealed class Dialog
{
    private readonly string _callId;
    private readonly string _from;
    private readonly string _to;
    private readonly string[] _routes;
    private int _sequence;

    private Dialog(string callId, string localTag, string from, string to, string target, string[] routes)
    {
        _callId = callId;
        LocalTag = localTag;
        _from = from;
        _to = to;
        Target = target;
        _routes = routes;
    }

    public string LocalTag { get; }

    /// <summary>Where requests go: the Contact of the SUBSCRIBE; a refresh may change it.</summary>
    public string Target { get; private set; }

    public string Id => IdOf(_callId, LocalTag);

    /// <summary>Opens a dialog for a SUBSCRIBE without To tag.</summary>
    public static Dialog Open(SipRequest subscribe, string defaultTarget)
    {
        var tag = Refusal.NewTag();
        return new Dialog(
            subscribe.Headers.Get(HeaderNames.CallId) ?? "",
            tag,
            from: $"{subscribe.Headers.Get(HeaderNames.To)};tag={tag}",
            to: subscribe.Headers.Get(HeaderNames.From) ?? "",
            TargetOf(subscribe) ?? defaultTarget,
            // RFC 3261 §12.1.1: the route set of the callee is Record-Route in its order.
            [.. subscribe.Headers.Values(HeaderNames.RecordRoute)]);
    }

    /// <summary>The dialog's id that a SUBSCRIBE names; null when it opens a new one.</summary>
    public static string? IdIn(SipRequest subscribe) =>
        NameAddress.TryParse(subscribe.Headers.Get(HeaderNames.To), out var to) && to.Tag is { Length: > 0 } tag
            ? IdOf(subscribe.Headers.Get(HeaderNames.CallId) ?? "", tag)
            : null;

    public void Refresh(SipRequest subscribe) => Target = TargetOf(subscribe) ?? Target;

    /// <summary>The 200's body was the first notification and used up its number (ms-piggyback-cseq).</summary>
    public int NextSequence() => ++_sequence;

    public SipRequest NewRequest(SipMethod method, string via)
    {
        var headers = new SipHeaders(20);
        headers.Add(HeaderNames.Via, via);
        headers.Add(HeaderNames.MaxForwards, "70"u8.ToArray());
        foreach (var route in _routes) headers.Add(HeaderNames.Route, route);
        headers.Add(HeaderNames.From, _from);
        headers.Add(HeaderNames.To, _to);
        headers.Add(HeaderNames.CallId, _callId);
        headers.Add(HeaderNames.CSeq, Encoding.ASCII.GetBytes(string.Create(CultureInfo.InvariantCulture, $"{NextSequence()} {method.Name}")));
        return new SipRequest(method, Target, headers);
    }

    private static string IdOf(string callId, string tag) => $"{callId}\n{tag}";

    private static string? TargetOf(SipRequest subscribe) =>
        NameAddress.TryParse(subscribe.Headers.FirstValue(HeaderNames.Contact), out var contact) && contact.Uri != "*" ? contact.Uri : null;
}
