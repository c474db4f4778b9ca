using System.Globalization;
using System.Security.Cryptography;
using Godwit.FrontEnd.Connections;
using Godwit.FrontEnd.Requests;
using Godwit.Pool.Users;
using Godwit.Sip.Headers;
using Godwit.Sip.Messages;

namespace Godwit.FrontEnd.Relay;

/// <summary>Makes the copy of a request that leaves for its next hop (RFC 3261 §16.6).</summary>
public sealed class ForwardedCopy(FrontEndOptions options, ForestView forest)
{
    private const int MostHops = 70;

    private readonly string _prefix = "z9hG4bK" + RandomNumberGenerator.GetHexString(8, lowercase: true);
    private readonly PoolRoute? _here = options.Routes.GetValueOrDefault(options.Pool.Fqdn);
    private long _last;

    /// <summary>RFC 3261 §16.3 step 3: false when the request may not be forwarded any further.</summary>
    public static bool MayGoOn(SipRequest request) => HopsLeft(request) > 0;

    /// <summary>RFC 3261 §16.3 step 4. A user who moves may bring a request back here once; twice is a loop.</summary>
    public bool IsLoop(SipRequest request)
    {
        var seen = 0;
        foreach (var line in request.Headers.Values(HeaderNames.Via))
            if (line.Contains(options.Pool.Fqdn, StringComparison.OrdinalIgnoreCase) && Via.TryParse(line, out var via) && IsOurs(via)) seen++;
        return seen > 1;
    }

    public SipRequest Make(SipContext context, NextHop hop, out string branch)
    {
        var copy = context.Request.Clone();
        var headers = copy.Headers;
        if (hop.Uri is not null) copy.Uri = hop.Uri;
        // RFC 3327 §5.4: the way the device registered, unless the dialog has one of its own.
        if (hop.Path is not null && !headers.Has(HeaderNames.Route)) headers.Add(HeaderNames.Route, hop.Path);
        headers.Set(HeaderNames.MaxForwards, (HopsLeft(context.Request) - 1).ToString(CultureInfo.InvariantCulture));
        if (StartsDialog(copy)) AddRecordRoute(headers, context.Connection, hop.Connection);
        AssertIdentity(context, headers);

        // Signatures and credentials are between two neighbours ([MS-SIPAE] §3.3).
        headers.Remove(HeaderNames.Authorization);
        headers.Remove(HeaderNames.ProxyAuthorization);
        headers.Remove(HeaderNames.AuthenticationInfo);

        branch = string.Create(CultureInfo.InvariantCulture, $"{_prefix}-{Interlocked.Increment(ref _last):x}");
        AddVia(headers, hop.Connection, branch);
        return copy;
    }

    /// <summary>Requests of the proxy itself to a hop it forwarded to (CANCEL, ACK to a refusal): RFC 3261 §9.1, §17.1.1.3.</summary>
    public static SipRequest Follow(SipRequest forwarded, SipMethod method, string? to = null)
    {
        var headers = new SipHeaders();
        headers.Add(HeaderNames.Via, forwarded.Headers.FirstValue(HeaderNames.Via)!);
        foreach (var line in forwarded.Headers)
            if (line.Is(HeaderNames.Route) || line.Is(HeaderNames.From) || line.Is(HeaderNames.CallId)) headers.Add(line);
        headers.Add(HeaderNames.To, to ?? forwarded.Headers.Get(HeaderNames.To)!);
        headers.Add(HeaderNames.CSeq, CSeq.TryParse(forwarded.Headers.Get(HeaderNames.CSeq), out var cseq) ? $"{cseq.Number} {method}" : $"1 {method}");
        headers.Add(HeaderNames.MaxForwards, "70");
        return new SipRequest(method, forwarded.Uri, headers);
    }

    private static int HopsLeft(SipRequest request) =>
        request.Headers.Get(HeaderNames.MaxForwards) is { } text && int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var hops)
            ? hops : MostHops;

    private static bool StartsDialog(SipRequest request) =>
        (request.Method == SipMethod.Invite || request.Method == SipMethod.Subscribe || request.Method == SipMethod.Refer) && !Router.HasDialog(request);

    /// <summary>
    /// What follows in the dialog comes back through us, over the connections there are. Where both sides speak different transports each gets an
    /// entry it can use (RFC 5658 §3).
    /// </summary>
    private void AddRecordRoute(SipHeaders headers, ISipConnection from, ISipConnection to)
    {
        headers.AddOnTop(HeaderNames.RecordRoute, OurUri(from.Transport));
        if (from.Transport != to.Transport) headers.AddOnTop(HeaderNames.RecordRoute, OurUri(to.Transport));
    }

    private string OurUri(string transport) => transport switch
    {
        "TLS" => $"<sip:{_here?.Host ?? options.Pool.Fqdn}:{_here?.TlsPort ?? options.Tls?.Port ?? 5061};transport=tls;lr>",
        "UDP" => $"<sip:{_here?.Host ?? options.Pool.Fqdn}:{options.Udp?.Port ?? 5060};transport=udp;lr>",
        _ => $"<sip:{_here?.Host ?? options.Pool.Fqdn}:{_here?.TcpPort ?? options.Tcp?.Port ?? 5060};transport=tcp;lr>",
    };

    /// <summary>RFC 3325 §5: who the sender is, as we authenticated it; another pool of the forest has done so before us.</summary>
    private void AssertIdentity(SipContext context, SipHeaders headers)
    {
        headers.Remove(HeaderNames.PPreferredIdentity);
        if (context.Connection.Peer is not null) return;
        headers.Remove(HeaderNames.PAssertedIdentity);
        if (context.Caller is not { } caller) return;
        var identity = new NameAddress(forest.Find(caller)?.DisplayName, caller.Uri, []);
        headers.Add(HeaderNames.PAssertedIdentity, identity.ToString());
    }

    private void AddVia(SipHeaders headers, ISipConnection to, string branch)
    {
        // RFC 3261 §18.1.1: with the port. COMPAT: Linphone looks for the connection of its answer by it, and opens one to 5060 when there is none.
        var port = to.Transport switch
        {
            "TLS" => $"{_here?.TlsPort ?? options.Tls?.Port ?? 5061}",
            "UDP" => $"{options.Udp?.Port ?? 5060};rport",
            _ => $"{_here?.TcpPort ?? options.Tcp?.Port ?? 5060}",
        };
        headers.AddOnTop(HeaderNames.Via, $"SIP/2.0/{to.Transport} {options.Pool.Fqdn}:{port};branch={branch}");
    }

    private bool IsOurs(Via via) => via.Host.Equals(options.Pool.Fqdn, StringComparison.OrdinalIgnoreCase);
}
