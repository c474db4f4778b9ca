namespace Godwit.Sip.Transactions;

/// <summary>RFC 3261 §17, figures 5–8, with Accepted from RFC 6026.</summary>
public enum TransactionState
{
    /// <summary>Client, INVITE: sent, nothing came back yet.</summary>
    Calling,

    /// <summary>No INVITE: sent or received, no response yet.</summary>
    Trying,

    /// <summary>A provisional response was received or sent.</summary>
    Proceeding,

    /// <summary>INVITE: a 2xx was received or sent; more of them, and the ACK, go past the transaction (RFC 6026 §7).</summary>
    Accepted,

    /// <summary>A final response was received or sent.</summary>
    Completed,

    /// <summary>Server, INVITE: the refusal was acknowledged.</summary>
    Confirmed,

    Terminated,
}
