using Godwit.Sip.Messages;
using Godwit.Sip.Transactions;

namespace Godwit.FrontEnd.Relay;

/// <summary>
/// A request to a next hop: sent, and over UDP sent again, as its client transaction says (RFC 3261 §17.1). As a deadline it is the timer of the next
/// repetition. Guarded by the fork of its branch.
/// </summary>
/// <param name="ends">Gets the transaction's other timers; null when something else ends it.</param>
internal sealed class SentRequest(Branch branch, SipRequest request, Deadline? ends, TimerWheel timers) : Deadline
{
    private ClientTransaction _transaction;

    public Branch Branch { get; } = branch;

    /// <summary>A provisional response came, and no final one.</summary>
    public bool IsProceeding => _transaction.State == TransactionState.Proceeding;

    public bool IsTerminated => _transaction.State == TransactionState.Terminated;

    public void Start() => Do(ClientTransaction.Start(request.Method, Branch.Connection.IsReliable));

    public TransactionActions Received(int status) => Do(_transaction.Receive(status));

    public TransactionActions Fire(TransactionTimer timer) => Do(_transaction.Fire(timer));

    public TransactionActions ConnectionLost() => Do(_transaction.FailTransport());

    public void StopRepeating()
    {
        if (!Branch.Connection.IsReliable) timers.Clear(this);
    }

    public override void Due() => Branch.Fork.Repeat(this);

    private TransactionActions Do(TransactionStep<ClientTransaction> step)
    {
        _transaction = step.Next;
        if ((step.Actions & (TransactionActions.Send | TransactionActions.SendAgain)) != 0) Send();
        Start(step.First);
        Start(step.Second);
        return step.Actions;
    }

    private void Start(TimerStart? start)
    {
        if (start is not { } timer) return;
        if (timer.Timer == TransactionTimer.Retransmit) timers.Set(this, timer.After);
        else if (ends is not null) timers.Set(ends, timer.After);
    }

    // What is sent gets signed; over UDP the copy that may be sent again stays clean.
    private void Send() => Branch.Connection.Send(Branch.Connection.IsReliable ? request : request.Clone());
}
