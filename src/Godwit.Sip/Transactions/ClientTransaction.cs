using Godwit.Sip.Messages;

namespace Godwit.Sip.Transactions;

/// <summary>
/// A client transaction (RFC 3261 §17.1, RFC 6026 §7.2) as a value: it keeps no message, sends nothing and holds no timer; its owner
/// does what each step says. An ACK has no transaction: it is only sent.
/// </summary>
public readonly record struct ClientTransaction
{
    private readonly SipTimers _timers;
    private readonly TimeSpan _interval;

    private ClientTransaction(bool isInvite, bool isReliable, SipTimers timers, TransactionState state, TimeSpan interval) =>
        (IsInvite, IsReliable, _timers, State, _interval) = (isInvite, isReliable, timers, state, interval);

    public bool IsInvite { get; }

    public bool IsReliable { get; }

    public TransactionState State { get; }

    public static TransactionStep<ClientTransaction> Start(SipMethod method, bool isReliable, SipTimers? timers = null)
    {
        timers ??= SipTimers.Default;
        var invite = method == SipMethod.Invite;
        var state = invite ? TransactionState.Calling : TransactionState.Trying;
        var started = new ClientTransaction(invite, isReliable, timers, state, timers.T1);
        return new(started, TransactionActions.Send, new TimerStart(TransactionTimer.Timeout, timers.Timeout), isReliable ? null : Retransmit(timers.T1));
    }

    /// <summary>A response came.</summary>
    public TransactionStep<ClientTransaction> Receive(int status)
    {
        if (State == TransactionState.Accepted) return Stay(status is >= 200 and < 300 ? TransactionActions.PassUp : TransactionActions.None);
        if (State == TransactionState.Completed) return Stay(IsInvite && status >= 300 ? TransactionActions.SendAck : TransactionActions.None);
        if (State == TransactionState.Terminated) return Stay(TransactionActions.None);

        if (status < 200) return new(With(TransactionState.Proceeding, IsInvite ? default : _timers.T2), TransactionActions.PassUp);
        if (!IsInvite) return Complete(TransactionActions.PassUp, _timers.T4);
        if (status >= 300) return Complete(TransactionActions.PassUp | TransactionActions.SendAck, _timers.D);
        return new(With(TransactionState.Accepted, default), TransactionActions.PassUp, Linger(_timers.Timeout));
    }

    public TransactionStep<ClientTransaction> Fire(TransactionTimer timer)
    {
        switch (timer)
        {
            // Timer A doubles without end, timer E up to T2 (RFC 3261 §17.1.1.2, §17.1.2.2).
            case TransactionTimer.Retransmit when !IsReliable && State == TransactionState.Calling:
                return Again(_interval * 2);
            case TransactionTimer.Retransmit when !IsReliable && !IsInvite && State is TransactionState.Trying or TransactionState.Proceeding:
                return Again(_interval * 2 < _timers.T2 ? _interval * 2 : _timers.T2);
            // A ringing INVITE has no timer of its own: whoever called gives up, or a proxy's timer C does.
            case TransactionTimer.Timeout when State is TransactionState.Calling or TransactionState.Trying
                || (State == TransactionState.Proceeding && !IsInvite):
                return new(With(TransactionState.Terminated, default), TransactionActions.TellTimeout);
            case TransactionTimer.Linger when State is TransactionState.Accepted or TransactionState.Completed:
                return new(With(TransactionState.Terminated, default), TransactionActions.None);
            default:
                return Stay(TransactionActions.None);
        }
    }

    /// <summary>The request or its ACK could not be sent (RFC 3261 §17.1.4).</summary>
    public TransactionStep<ClientTransaction> FailTransport() => State is TransactionState.Terminated or TransactionState.Accepted
        ? Stay(TransactionActions.None)
        : new(With(TransactionState.Terminated, default), State == TransactionState.Completed && !IsInvite ? TransactionActions.None : TransactionActions.TellTransportFailure);

    private TransactionStep<ClientTransaction> Again(TimeSpan interval) =>
        new(With(State, interval), TransactionActions.SendAgain, Retransmit(interval));

    /// <summary>Timers D and K are zero over a reliable transport.</summary>
    private TransactionStep<ClientTransaction> Complete(TransactionActions actions, TimeSpan linger) => IsReliable
        ? new(With(TransactionState.Terminated, default), actions)
        : new(With(TransactionState.Completed, default), actions, Linger(linger));

    private ClientTransaction With(TransactionState state, TimeSpan interval) => new(IsInvite, IsReliable, _timers, state, interval);

    private TransactionStep<ClientTransaction> Stay(TransactionActions actions) => new(this, actions);

    private static TimerStart Retransmit(TimeSpan after) => new(TransactionTimer.Retransmit, after);

    private static TimerStart Linger(TimeSpan after) => new(TransactionTimer.Linger, after);
}
