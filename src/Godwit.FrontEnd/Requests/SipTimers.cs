namespace Godwit.FrontEnd.Requests;

/// <summary>RFC 3261, table 4.</summary>
public static class SipTimers
{
    /// <summary>What a round trip is taken to last.</summary>
    public static readonly TimeSpan T1 = TimeSpan.FromMilliseconds(500);

    /// <summary>The longest pause between retransmissions of a request that is no INVITE, and of a response to one.</summary>
    public static readonly TimeSpan T2 = TimeSpan.FromSeconds(4);

    /// <summary>Timers B, D, F, H and J: 64·T1.</summary>
    public static readonly TimeSpan TransactionTimeout = TimeSpan.FromSeconds(32);

    /// <summary>How long a call may ring (RFC 3261 §16.6 step 11: more than 3 minutes).</summary>
    public static readonly TimeSpan C = TimeSpan.FromSeconds(200);
}
