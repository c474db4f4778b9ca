namespace Godwit.Sip.Transactions;

/// <summary>RFC 3261 §17.1.1.1 and table 4. The defaults are the RFC's; tests and links with long ways may stretch T1.</summary>
public sealed record SipTimers
{
    public static readonly SipTimers Default = new();

    /// <summary>What a round trip is taken to last.</summary>
    public TimeSpan T1 { get; init; } = TimeSpan.FromMilliseconds(500);

    /// <summary>The longest pause between retransmissions of a request that is no INVITE, and of a final response to an INVITE.</summary>
    public TimeSpan T2 { get; init; } = TimeSpan.FromSeconds(4);

    /// <summary>How long a message may stay in the network.</summary>
    public TimeSpan T4 { get; init; } = TimeSpan.FromSeconds(5);

    /// <summary>Timers B, F, H, J, L and M: how long a transaction waits or remembers. 32 s.</summary>
    public TimeSpan Timeout => 64 * T1;

    /// <summary>Timer D: more than 32 s.</summary>
    public TimeSpan D => 64 * T1 > TimeSpan.FromSeconds(32) ? 64 * T1 : TimeSpan.FromSeconds(32);

    /// <summary>Timer C: how long a call may ring at a proxy, more than 3 minutes (RFC 3261 §16.6 step 11).</summary>
    public TimeSpan C { get; init; } = TimeSpan.FromSeconds(200);
}
