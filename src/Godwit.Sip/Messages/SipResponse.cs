namespace Godwit.Sip.Messages;

/// <summary>A response.</summary>
public sealed class SipResponse(int status, string reason, SipHeaders headers, ReadOnlyMemory<byte> body = default)
    : SipMessage(headers, body)
{
    /// <summary>100–699.</summary>
    public int Status { get; } = status;

    public string Reason { get; } = reason;

    public bool IsFinal => Status >= 200;

    public SipResponse Clone() => new(Status, Reason, Headers.Clone(), Body);

    /// <summary>
    /// A response to <paramref name="request"/> with Via, From, To, Call-ID and CSeq copied (RFC 3261 §8.2.6.2).
    /// <paramref name="toTag"/> is added to To when it has no tag and the response is not 100.
    /// </summary>
    public static SipResponse To(SipRequest request, int status, string? reason = null, string? toTag = null)
    {
        var headers = new SipHeaders();
        foreach (var line in request.Headers)
            if (line.Is(HeaderNames.Via) || line.Is(HeaderNames.From) || line.Is(HeaderNames.To) || line.Is(HeaderNames.CallId) || line.Is(HeaderNames.CSeq))
                headers.Add(line);
        if (toTag is not null && status > 100 && headers.Get(HeaderNames.To) is { } to && !to.Contains(";tag=", StringComparison.OrdinalIgnoreCase))
            headers.Set(HeaderNames.To, $"{to};tag={toTag}");
        return new SipResponse(status, reason ?? SipStatus.ReasonOf(status), headers);
    }
}
