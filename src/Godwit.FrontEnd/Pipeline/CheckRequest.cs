using System.Collections.Frozen;
using Godwit.FrontEnd.Requests;
using Godwit.Sip.Checks;
using Godwit.Sip.Messages;

namespace Godwit.FrontEnd.Pipeline;

/// <summary>Refuses what no handler should have to look at: missing or malformed headers, hops used up, extensions nobody has here.</summary>
public sealed class CheckRequest(FrontEndOptions options) : ISipStep
{
    /// <summary>What a client may require of this server (RFC 3261 §8.2.2.3), lower case.</summary>
    private static readonly FrozenSet<string> Supported = FrozenSet.Create(
        "adhoclist", "categorylist", "com.microsoft.autoextend", "com.microsoft.msrtc.presence", "com.microsoft.rtc-multiparty", "eventlist", "gruu",
        "gruu-10", "ms-benotify", "ms-piggyback-first-notify", "ms-sender", "msrtc-event-categories", "outbound", "path", "recipient-list-subscribe");

    public ValueTask Take(SipContext context, CancellationToken cancel)
    {
        if (RequestCheck.Find(context.Request, Supported) is { } fault) Refuse(context, fault);
        return default;
    }

    private void Refuse(SipContext context, RequestFault fault)
    {
        var response = SipResponse.To(context.Request, fault.Status, toTag: Refusal.NewTag());
        response.Headers.Add(HeaderNames.Warning, $"399 {options.Pool.Fqdn} \"{fault.Text}\"");
        if (fault.Unsupported.Count > 0) response.Headers.Add(HeaderNames.Unsupported, string.Join(", ", fault.Unsupported));
        context.Reply(response);
    }
}
