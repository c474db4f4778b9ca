using System.Collections.Immutable;
using System.Globalization;
using System.Text;
using System.Text.Unicode;
using Godwit.FrontEnd.Clients;
using Godwit.FrontEnd.Requests;
using Godwit.Pool.Homes;
using Godwit.Pool.Pools;
using Godwit.Sip.Messages;

namespace Godwit.FrontEnd.Methods;

/// <summary>The 200 to REGISTER. Its constant lines are made once: no answer is given more often.</summary>
internal sealed class RegisterAnswer
{
    // COMPAT: without blanks, and one option tag a line (protocol traps 2 and 3). What is left out, the client never asks for.
    private const string LegacyEvents = "vnd-microsoft-provisioning,vnd-microsoft-roaming-contacts,vnd-microsoft-roaming-ACL,presence,presence.wpending,presence.winfo";
    private const string EnhancedEvents = LegacyEvents + ",vnd-microsoft-roaming-self,vnd-microsoft-provisioning-v2";

    private static readonly SipHeader LegacyAllowEvents = Line(HeaderNames.AllowEvents, LegacyEvents);
    private static readonly SipHeader EnhancedAllowEvents = Line(HeaderNames.AllowEvents, EnhancedEvents);
    private static readonly SipHeader AdhocList = Line(HeaderNames.Supported, "adhoclist");
    private static readonly SipHeader Categories = Line(HeaderNames.Supported, "msrtc-event-categories");
    private static readonly SipHeader KeepAlive = Line(HeaderNames.MsKeepAlive, "UAS; tcp=no; hop-hop=yes; end-end=no; timeout=300");
    private static readonly SipHeader Added = Line(HeaderNames.PresenceState, "register-action=\"added\"");
    private static readonly SipHeader Refreshed = Line(HeaderNames.PresenceState, "register-action=\"refreshed\"");

    private readonly SipHeader _server;

    public RegisterAnswer(PoolGeneration generation) => _server = Line(HeaderNames.Server, generation switch
    {
        PoolGeneration.Lcs2005Sp1 => "RTC/2.0",
        PoolGeneration.Ocs2007 => "RTC/3.0",
        _ => "RTC/3.5",
    });

    public static string AllowEvents(PresenceMode mode) => mode == PresenceMode.Enhanced ? EnhancedEvents : LegacyEvents;

    /// <summary>Signed in: <paramref name="endpoint"/> first, then the user's other bindings (RFC 3261 §10.3 step 8).</summary>
    public SipResponse SignedIn(SipRequest request, Endpoint endpoint, ImmutableArray<Endpoint> others, bool isRefresh, DateTimeOffset now, RegisterPath way)
    {
        var response = SipResponse.To(request, 200, toTag: Refusal.NewTag());
        var headers = response.Headers;
        var expires = Left(endpoint, now);
        headers.Add(HeaderNames.Contact, ContactOf(endpoint, expires));
        AddOthers(headers, endpoint, others, now);
        headers.Add(HeaderNames.Expires, NumberOf(expires));
        headers.Add(endpoint.Mode == PresenceMode.Enhanced ? EnhancedAllowEvents : LegacyAllowEvents);
        headers.Add(AdhocList);
        if (endpoint.Mode == PresenceMode.Enhanced) headers.Add(Categories);
        headers.Add(KeepAlive);
        headers.Add(isRefresh ? Refreshed : Added);
        way.Tell(response);
        headers.Add(_server);
        return response;
    }

    /// <summary>Signed out, or only asked: the bindings that there are (RFC 3261 §10.2.3).</summary>
    public SipResponse Bindings(SipRequest request, ImmutableArray<Endpoint> left, bool signedOut, DateTimeOffset now)
    {
        var response = SipResponse.To(request, 200, toTag: Refusal.NewTag());
        AddOthers(response.Headers, null, left, now);
        if (signedOut) response.Headers.Add(HeaderNames.Expires, "0"u8.ToArray());
        response.Headers.Add(_server);
        return response;
    }

    private static void AddOthers(SipHeaders headers, Endpoint? except, ImmutableArray<Endpoint> others, DateTimeOffset now)
    {
        if (others.IsDefaultOrEmpty) return;
        foreach (var other in others)
            if (other.Key != except?.Key) headers.Add(HeaderNames.Contact, ContactOf(other, Left(other, now)));
    }

    private static long Left(Endpoint endpoint, DateTimeOffset now) => Math.Max(1, (long)Math.Round((endpoint.ExpiresAt - now).TotalSeconds));

    private static byte[] ContactOf(Endpoint endpoint, long expires)
    {
        Span<byte> scratch = stackalloc byte[512];
        if (endpoint.Gruu is null && Utf8.TryWrite(scratch, CultureInfo.InvariantCulture, $"<{endpoint.Contact}>;expires={expires}", out var length)) return scratch[..length].ToArray();
        var text = endpoint.Gruu is { } gruu
            ? string.Create(CultureInfo.InvariantCulture, $"<{endpoint.Contact}>;expires={expires};+sip.instance=\"{endpoint.Instance}\";gruu=\"{gruu}\"")
            : string.Create(CultureInfo.InvariantCulture, $"<{endpoint.Contact}>;expires={expires}");
        return Encoding.UTF8.GetBytes(text);
    }

    private static byte[] NumberOf(long number)
    {
        Span<byte> digits = stackalloc byte[20];
        number.TryFormat(digits, out var length, default, CultureInfo.InvariantCulture);
        return digits[..length].ToArray();
    }

    private static SipHeader Line(string name, string value) => new(name, Encoding.UTF8.GetBytes(value));
}
