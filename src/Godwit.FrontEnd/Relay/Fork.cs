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
            foreach (var hop in hops)
            {
                var copy = forks.Copies.Make(context, hop, out var id);
                var branch = new Branch(this, id, hop.Connection, copy);
                _branches.Add(branch);
                forks.Add(branch);
                Arm(branch);
                Send(branch, copy);
            }
        }
    }

    public void Received(Branch branch, SipResponse response)
    {
        lock (_lock)
        {
            if (branch.Final is not null) ReceivedAgain(branch, response);
            else if (!response.IsFinal) ReceivedProvisional(branch, response);
            else ReceivedFinal(branch, response);
        }
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
            if (branch.Final is not null)
            {
                forks.Remove(branch);
                return;
            }

            branch.Waited += branch.Resend;
            if (!branch.Connection.IsReliable && !branch.IsCancelled && !(IsInvite && branch.IsProvisional) && branch.Waited < SipTimers.Default.Timeout)
            {
                SendAgain(branch);
            }
            else if (IsInvite && branch is { IsProvisional: true, IsCancelled: false })
            {
                // Timer C: it rang long enough (RFC 3261 §16.8).
                CancelBranch(branch);
            }
            else
            {
                Ended(branch, SipResponse.To(context.Request, _isCancelled ? 487 : 408, toTag: Refusal.NewTag()));
            }
        }
    }

    /// <summary>The connection of the branch is gone, and with it the device.</summary>
    public void Lost(Branch branch)
    {
        lock (_lock)
        {
            if (branch.Final is not null) forks.Remove(branch);
            else if (_isCancelled) Ended(branch, SipResponse.To(context.Request, 487, toTag: Refusal.NewTag()));
            else Ended(branch, (Router.HasDialog(context.Request) ? Refusal.DialogGone : Refusal.EndpointGone).ToResponse(context.Request, forks.Options.Pool.Fqdn));
        }
    }

    private void ReceivedProvisional(Branch branch, SipResponse response)
    {
        branch.IsProvisional = true;
        if (IsInvite && !branch.CancelSent) forks.Timers.Set(branch, SipTimers.Default.C);
        if (branch is { IsCancelled: true, CancelSent: false }) SendCancel(branch);
        if (response.Status > 100 && !_isAnswered) context.Reply(response);
    }

    private void ReceivedFinal(Branch branch, SipResponse response)
    {
        if (IsInvite && response.Status >= 300) Acknowledge(branch, response);
        if (response.Status >= 300)
        {
            Ended(branch, response);
            return;
        }

        branch.Final = response;
        // RFC 3261 §16.7 step 5: every 2xx to an INVITE goes back; of other requests only the first.
        if (IsInvite || !_isAnswered) Answer(response);
        if (IsInvite) forks.Timers.Set(branch, SipTimers.Default.Timeout);
        else forks.Remove(branch);
        CancelOthers(branch);
    }

    private void ReceivedAgain(Branch branch, SipResponse response)
    {
        if (!IsInvite || !response.IsFinal) return;
        if (response.Status >= 300) Acknowledge(branch, response);
        else context.Reply(response);
    }

    private void Ended(Branch branch, SipResponse response)
    {
        branch.Final = response;
        if (branch.Connection.IsReliable || !branch.Connection.IsOpen) forks.Remove(branch);
        // Timers D and K: what is repeated over UDP is taken in.
        else forks.Timers.Set(branch, SipTimers.Default.Timeout);

        _best = BestResponse.Of(_best, response);
        if (response.Status >= 600) CancelOthers(branch);
        if (_isAnswered || _branches.Exists(b => b.Final is null)) return;
        Answer(_best.Status == 503 ? Unavailable() : _best);
    }

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
        // RFC 3261 §9.1 waits for a provisional response, lest CANCEL overtakes the INVITE. Over a stream it can't, and SIPE rings without one.
        if (branch.IsProvisional || branch.Connection.IsReliable) SendCancel(branch);
        forks.Timers.Set(branch, SipTimers.Default.Timeout);
    }

    private void SendCancel(Branch branch)
    {
        branch.CancelSent = true;
        branch.Connection.Send(ForwardedCopy.Follow(branch.Request, SipMethod.Cancel));
        forks.Timers.Set(branch, SipTimers.Default.Timeout);
    }

    private static void Acknowledge(Branch branch, SipResponse response) =>
        branch.Connection.Send(ForwardedCopy.Follow(branch.Request, SipMethod.Ack, response.Headers.Get(HeaderNames.To)));

    private void Arm(Branch branch)
    {
        branch.Resend = branch.Connection.IsReliable ? SipTimers.Default.Timeout : SipTimers.Default.T1;
        forks.Timers.Set(branch, branch.Resend);
    }

    private void SendAgain(Branch branch)
    {
        // Timer A doubles without end, timer E up to T2 (RFC 3261 §17.1.1.2, §17.1.2.2).
        branch.Resend = IsInvite || branch.Resend < SipTimers.Default.T2 ? branch.Resend * 2 : SipTimers.Default.T2;
        forks.Timers.Set(branch, branch.Resend);
        Send(branch, branch.Request);
    }

    // What is sent gets signed; over UDP the copy that may be sent again stays clean.
    private static void Send(Branch branch, SipRequest copy) => branch.Connection.Send(branch.Connection.IsReliable ? copy : copy.Clone());
}
