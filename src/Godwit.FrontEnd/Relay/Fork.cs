using Godwit.FrontEnd.Requests;
using Godwit.Sip.Messages;
using Godwit.Sip.Transactions;

namespace Godwit.FrontEnd.Relay;

/// <summary>
/// One request forwarded to one or several places, and its one answer: the proxy's response context (RFC 3261 §16.7). Each method is called
/// with nothing held; the fork's lock is the outermost.
/// </summary>
internal sealed class Fork(SipContext context, Forks forks) : IDisposable
{
    /// <summary>RFC 5626 §5.3: a proxy has lost the connection it would need.</summary>
    private const int FlowFailed = 430;

    private readonly Lock _lock = new();
    private readonly List<Branch> _branches = [];
    private SipResponse? _best;
    private bool _isAnswered;
    private bool _isCancelled;

    public HopKey? Key { get; set; }

    public bool IsInvite { get; } = context.Request.Method == SipMethod.Invite;

    public void Start(IReadOnlyList<NextHop> hops)
    {
        lock (_lock)
        {
            if (_isAnswered) return;
            foreach (var hop in hops) Start(hop);
        }
    }

    public void Received(Branch branch, SipResponse response)
    {
        lock (_lock)
        {
            var actions = branch.Sent.Received(response.Status);
            if (actions.HasFlag(TransactionActions.SendAck)) Acknowledge(branch, response);
            if (actions.HasFlag(TransactionActions.PassUp))
            {
                if (!response.IsFinal) Proceed(branch, response);
                else if (response.Status < 300) Accept(branch, response);
                else Ended(branch, response);
            }

            if (branch.Sent.IsTerminated) forks.Remove(branch);
        }
    }

    /// <summary>An answer to our CANCEL: it need not be sent again. That to the INVITE follows.</summary>
    public void ReceivedCancelled(Branch branch, SipResponse response)
    {
        lock (_lock) branch.Cancel?.Received(response.Status);
    }

    /// <summary>The caller gives up (RFC 3261 §16.10).</summary>
    public void Cancel()
    {
        lock (_lock)
        {
            if (_isAnswered) return;
            _isCancelled = true;
            if (_branches.Count == 0) Answer(SipResponse.To(context.Request, 487, toTag: Refusal.NewTag()));
            else CancelOthers(null);
        }
    }

    /// <summary>The request did not get as far as to be forwarded, or is on its way by now.</summary>
    public void Dispose()
    {
        lock (_lock)
            if (_branches.Count == 0) forks.Forget(this);
    }

    public void TimeUp(Branch branch)
    {
        lock (_lock)
        {
            var isSilent = branch.Sent.Fire(branch.Final is null ? TransactionTimer.Timeout : TransactionTimer.Linger).HasFlag(TransactionActions.TellTimeout);
            if (branch is { Final: null, IsCancelled: false } && !isSilent)
            {
                // Timer C: it rang long enough (RFC 3261 §16.8).
                CancelBranch(branch);
                return;
            }

            if (branch.Final is null) Ended(branch, SipResponse.To(context.Request, _isCancelled ? 487 : 408, toTag: Refusal.NewTag()));
            forks.Remove(branch);
        }
    }

    /// <summary>Over UDP, until there is an answer: once more.</summary>
    public void Repeat(SentRequest sent)
    {
        lock (_lock)
            if (sent.Branch.Final is null) sent.Fire(TransactionTimer.Retransmit);
    }

    /// <summary>The connection of the branch is gone, and with it the device.</summary>
    public void Lost(Branch branch)
    {
        lock (_lock)
        {
            branch.Sent.ConnectionLost();
            if (branch.Final is null) Ended(branch, SipResponse.To(context.Request, _isCancelled ? 487 : FlowFailed, toTag: Refusal.NewTag()));

            forks.Remove(branch);
        }
    }

    private void Start(NextHop hop)
    {
        var copy = forks.Copies.Make(context, hop, out var id);
        var branch = new Branch(this, id, hop, copy, forks.Timers);
        _branches.Add(branch);
        forks.Add(branch);
        branch.Sent.Start();
    }

    private void Proceed(Branch branch, SipResponse response)
    {
        if (IsInvite && branch.Cancel is null) forks.Timers.Set(branch, SipTimers.Default.C);
        if (branch is { IsCancelled: true, Cancel: null }) SendCancel(branch);
        if (response.Status > 100 && !_isAnswered) context.Reply(response);
    }

    private void Accept(Branch branch, SipResponse response)
    {
        branch.Final = response;
        if (IsInvite) forks.Calls.Accepted(context.Request, response, context.Connection, branch.Connection);
        // RFC 3261 §16.7 step 5: every 2xx to an INVITE goes back, and again when it comes again; of other requests only the first.
        if (IsInvite || !_isAnswered) Answer(response);
        CancelOthers(branch);
    }

    private void Ended(Branch branch, SipResponse response)
    {
        branch.Final = response;
        // RFC 5626 §7: the flow is gone (430 says a proxy on the way), its client perhaps not.
        if (response.Status == FlowFailed && branch.Hop.Otherwise is { } other && !_isAnswered && !_isCancelled)
        {
            Start(other);
            return;
        }

        _best = BestResponse.Of(_best, response);
        if (response.Status >= 600) CancelOthers(branch);
        if (_isAnswered || _branches.Exists(b => b.Final is null)) return;
        Answer(_best.Status switch
        {
            503 => Unavailable(),
            FlowFailed => Gone(),
            _ => _best,
        });
    }

    private SipResponse Gone() =>
        (Router.HasDialog(context.Request) ? Refusal.DialogGone : Refusal.EndpointGone).ToResponse(context.Request, forks.Options.Pool.Fqdn);

    // RFC 3261 §16.7 step 6: 503 speaks of the next hop, not of this server.
    private SipResponse Unavailable() => SipResponse.To(context.Request, 500, toTag: Refusal.NewTag());

    private void Answer(SipResponse response)
    {
        _isAnswered = true;
        forks.Forget(this);
        context.Reply(response);
    }

    private void CancelOthers(Branch? except)
    {
        if (!IsInvite) return;
        foreach (var branch in _branches)
            if (branch != except && branch is { Final: null, IsCancelled: false }) CancelBranch(branch);
    }

    private void CancelBranch(Branch branch)
    {
        branch.IsCancelled = true;
        branch.Sent.StopRepeating();
        // RFC 3261 §9.1 waits for a provisional response, lest CANCEL overtakes the INVITE. Over a stream it can't, and SIPE rings without one.
        if (branch.Sent.IsProceeding || branch.Connection.IsReliable) SendCancel(branch);
        else forks.Timers.Set(branch, SipTimers.Default.Timeout);
    }

    private void SendCancel(Branch branch)
    {
        branch.Cancel = new SentRequest(branch, ForwardedCopy.Follow(branch.Request, SipMethod.Cancel), null, forks.Timers);
        branch.Cancel.Start();
        // RFC 3261 §9.1: who does not answer the INVITE then is not waited for any longer.
        forks.Timers.Set(branch, SipTimers.Default.Timeout);
    }

    private static void Acknowledge(Branch branch, SipResponse response) =>
        branch.Connection.Send(ForwardedCopy.Follow(branch.Request, SipMethod.Ack, response.Headers.Get(HeaderNames.To)));
}
