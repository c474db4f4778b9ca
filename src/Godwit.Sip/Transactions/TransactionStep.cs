namespace Godwit.Sip.Transactions;

/// <summary>What the owner of a transaction does after an event.</summary>
[Flags]
public enum TransactionActions
{
    None = 0,

    /// <summary>Give the message that came to the transaction's user.</summary>
    PassUp = 1,

    /// <summary>Send the message that the user gave, and keep it for <see cref="SendAgain"/>.</summary>
    Send = 2,

    /// <summary>Send what was sent last once more.</summary>
    SendAgain = 4,

    /// <summary>Acknowledge the refusal of an INVITE (RFC 3261 §17.1.1.3).</summary>
    SendAck = 8,

    /// <summary>Tell the user that the other side never answered: a 408 to a client, no ACK to a server.</summary>
    TellTimeout = 16,

    /// <summary>Tell the user that the message could not be sent: a 503 to a client.</summary>
    TellTransportFailure = 32,
}

/// <summary>A timer to start; <see cref="After"/> is never zero.</summary>
public readonly record struct TimerStart(TransactionTimer Timer, TimeSpan After);

/// <summary>(state, event) → (next state, actions, timers). Terminated ends the transaction: forget it and its timers.</summary>
public readonly record struct TransactionStep<TTransaction>(TTransaction Next, TransactionActions Actions, TimerStart? First = null, TimerStart? Second = null);
