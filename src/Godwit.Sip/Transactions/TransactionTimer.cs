namespace Godwit.Sip.Transactions;

/// <summary>
/// The timers that a transaction asks its owner for. Each transaction has at most one of each: starting one again replaces it. A timer that
/// fires in a state where it no longer counts changes nothing, so the owner may, but need not, stop timers.
/// </summary>
public enum TransactionTimer
{
    /// <summary>A, E, G: send again.</summary>
    Retransmit,

    /// <summary>B, F, H: the other side never answered.</summary>
    Timeout,

    /// <summary>D, I, J, K, L, M: late copies no longer need to be caught.</summary>
    Linger,
}
