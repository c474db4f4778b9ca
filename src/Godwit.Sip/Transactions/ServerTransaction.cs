using Godwit.Sip.Messages;

namespace Godwit.Sip.Transactions;

/// <summary>
/// A server transaction (RFC 3261 §17.2, RFC 6026 §7.1) as a value: it keeps no message, sends nothing and holds no timer; its owner
/// does what each step says. Over a reliable transport nothing is repeated and nothing lingers but for a 2xx to an INVITE.
/// </summary>
public readonly record struct ServerTransaction
{
    private readonly SipTimers _timers;
    private readonly TimeSpan _interval;

    private ServerTransaction(bool isInvite, bool isReliable, SipTimers timers, TransactionState state, TimeSpan interval) =>
        (IsInvite, IsReliable, _timers, State, _interval) = (isInvite, isReliable, timers, state, interval);

    public bool IsInvite { get; }

    public bool IsReliable { get; }

    public TransactionState State { get; }

    /// <summary>For a request that is new. An INVITE whose user takes longer than 200 ms gets a 100 from its owner (RFC 3261 §17.2.1).</summary>
    public static TransactionStep<ServerTransaction> Start(SipMethod method, bool isReliable, SipTimers? timers = null)
    {
        var invite = method == SipMethod.Invite;
        var state = invite ? TransactionState.Proceeding : TransactionState.Trying;
        return new(new ServerTransaction(invite, isReliable, timers ?? SipTimers.Default, state, default), TransactionActions.PassUp);
    }

    /// <summary>The same request came again. In Proceeding there may be nothing yet to send again.</summary>
    public TransactionStep<ServerTransaction> RequestAgain() =>
        Stay(State is TransactionState.Proceeding or TransactionState.Completed ? TransactionActions.SendAgain : TransactionActions.None);

    /// <summary>The user answers. What it answers after a final response is not sent, except another 2xx to an INVITE.</summary>
    public TransactionStep<ServerTransaction> Respond(int status)
    {
        if (State == TransactionState.Accepted) return Stay(status is >= 200 and < 300 ? TransactionActions.Send : TransactionActions.None);
        if (State is not (TransactionState.Trying or TransactionState.Proceeding)) return Stay(TransactionActions.None);
        if (status < 200) return To(TransactionState.Proceeding, TransactionActions.Send);

        if (!IsInvite)
        {
            // Timer J is zero over a reliable transport.
            return IsReliable
                ? To(TransactionState.Terminated, TransactionActions.Send)
                : To(TransactionState.Completed, TransactionActions.Send, Linger(_timers.Timeout));
        }

        if (status < 300) return To(TransactionState.Accepted, TransactionActions.Send, Linger(_timers.Timeout));
        var giveUp = new TimerStart(TransactionTimer.Timeout, _timers.Timeout);
        if (IsReliable) return To(TransactionState.Completed, TransactionActions.Send, giveUp);
        return new(With(TransactionState.Completed, _timers.T1), TransactionActions.Send, giveUp, new TimerStart(TransactionTimer.Retransmit, _timers.T1));
    }

    /// <summary>An ACK came: the end of a refused INVITE, or, for an accepted one, the user's.</summary>
    public TransactionStep<ServerTransaction> Acknowledge() => State switch
    {
        TransactionState.Accepted => Stay(TransactionActions.PassUp),
        TransactionState.Completed when IsInvite && IsReliable => To(TransactionState.Terminated, TransactionActions.None),
        TransactionState.Completed when IsInvite => To(TransactionState.Confirmed, TransactionActions.None, Linger(_timers.T4)),
        _ => Stay(TransactionActions.None),
    };

    public TransactionStep<ServerTransaction> Fire(TransactionTimer timer)
    {
        switch (timer)
        {
            case TransactionTimer.Retransmit when IsInvite && !IsReliable && State == TransactionState.Completed:
                var interval = _interval * 2 < _timers.T2 ? _interval * 2 : _timers.T2;
                return new(With(State, interval), TransactionActions.SendAgain, new TimerStart(TransactionTimer.Retransmit, interval));
            case TransactionTimer.Timeout when IsInvite && State == TransactionState.Completed:
                return To(TransactionState.Terminated, TransactionActions.TellTimeout);
            case TransactionTimer.Linger when State is TransactionState.Accepted or TransactionState.Confirmed
                || (State == TransactionState.Completed && !IsInvite):
                return To(TransactionState.Terminated, TransactionActions.None);
            default:
                return Stay(TransactionActions.None);
        }
    }

    private ServerTransaction With(TransactionState state, TimeSpan interval) => new(IsInvite, IsReliable, _timers, state, interval);

    private TransactionStep<ServerTransaction> Stay(TransactionActions actions) => new(this, actions);

    private TransactionStep<ServerTransaction> To(TransactionState state, TransactionActions actions, TimerStart? timer = null) =>
        new(With(state, default), actions, timer);

    private static TimerStart Linger(TimeSpan after) => new(TransactionTimer.Linger, after);
}
