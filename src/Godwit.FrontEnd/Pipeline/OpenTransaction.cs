using Godwit.FrontEnd.Connections;
using Godwit.FrontEnd.Relay;
using Godwit.FrontEnd.Requests;
using Godwit.Sip.Messages;
using Godwit.Sip.Transactions;

namespace Godwit.FrontEnd.Pipeline;

/// <summary>
/// A request that may come again, or whose refusal must be acknowledged, with its last answer: does what its server transaction says (RFC 3261 §17.2).
/// As a deadline it is the timer that ends it.
/// </summary>
internal sealed class OpenTransaction(HopKey key, ISipConnection connection, ServerTransactions all) : Deadline
{
    private readonly Lock _lock = new();
    private ServerTransaction _transaction = ServerTransaction.Start(key.Transaction.Method, connection.IsReliable).Next;
    private TransactionTimer? _ends;
    private Repetition? _repetition;
    private SipResponse? _last;

    public HopKey Key { get; } = key;

    public void Reply(SipResponse response)
    {
        lock (_lock)
        {
            var step = _transaction.Respond(response.Status);
            if (step.Actions.HasFlag(TransactionActions.Send)) _last = response;
            Do(step);
        }
    }

    /// <summary>The request came again: it gets what it got.</summary>
    public void Again()
    {
        lock (_lock) Do(_transaction.RequestAgain());
    }

    /// <summary>True when the ACK is for our refusal, and ends here; that to a 2xx goes on.</summary>
    public bool Acknowledge()
    {
        lock (_lock) return !Do(_transaction.Acknowledge()).HasFlag(TransactionActions.PassUp);
    }

    public override void Due()
    {
        lock (_lock)
        {
            // Without a timer of its own it was never answered.
            if (_ends is { } timer) Do(_transaction.Fire(timer));
            else all.Remove(this);
        }
    }

    private TransactionActions Do(TransactionStep<ServerTransaction> step)
    {
        _transaction = step.Next;
        if ((step.Actions & (TransactionActions.Send | TransactionActions.SendAgain)) != 0 && _last is { } last) Send(last);
        if (_transaction.State == TransactionState.Terminated)
        {
            all.Remove(this);
        }
        else
        {
            Start(step.First);
            Start(step.Second);
        }

        return step.Actions;
    }

    private void Start(TimerStart? start)
    {
        if (start is not { } timer) return;
        if (timer.Timer == TransactionTimer.Retransmit)
        {
            all.Timers.Set(_repetition ??= new Repetition(this), timer.After);
        }
        else
        {
            _ends = timer.Timer;
            all.Timers.Set(this, timer.After);
        }
    }

    private void Repeat()
    {
        lock (_lock) Do(_transaction.Fire(TransactionTimer.Retransmit));
    }

    // What is sent gets signed; the copy that may be sent again stays clean.
    private void Send(SipResponse response) => connection.Send(connection.IsReliable ? response : response.Clone());

    /// <summary>Timer G: a refused INVITE over UDP.</summary>
    private sealed class Repetition(OpenTransaction of) : Deadline
    {
        public override void Due() => of.Repeat();
    }
}
