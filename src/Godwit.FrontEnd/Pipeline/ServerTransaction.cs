using Godwit.FrontEnd.Connections;
using Godwit.FrontEnd.Relay;
using Godwit.FrontEnd.Requests;
using Godwit.Sip.Messages;
using Godwit.Sip.Transactions;

namespace Godwit.FrontEnd.Pipeline;

/// <summary>
/// A request that may come again, or whose refusal must be acknowledged, with its last answer (RFC 3261 §17.2). An INVITE over any transport,
/// everything but REGISTER over UDP.
/// </summary>
internal sealed class ServerTransaction(HopKey key, ISipConnection connection, ServerTransactions all) : Deadline
{
    private readonly Lock _lock = new();
    private SipResponse? _last;
    private bool _isAcknowledged;
    private TimeSpan _resend = SipTimers.Default.T1;
    private TimeSpan _sentFor;

    public HopKey Key { get; } = key;

    private bool IsInvite => Key.Transaction.Method == SipMethod.Invite;

    public void Reply(SipResponse response)
    {
        lock (_lock)
        {
            // A final answer is not followed by a provisional one; only another 2xx of a forked INVITE may come.
            if (_last is { IsFinal: true } && !(IsInvite && response.Status is >= 200 and < 300)) return;
            _last = response;
            Send(response);
            if (response.IsFinal) Finish(response);
        }
    }

    /// <summary>The request came again: it gets what it got.</summary>
    public void Again()
    {
        lock (_lock)
            if (_last is { } last && !(IsInvite && last.Status is >= 200 and < 300)) Send(last);
    }

    /// <summary>True when the ACK is for our refusal, and ends here; that to a 2xx goes on.</summary>
    public bool Acknowledge()
    {
        lock (_lock)
        {
            _isAcknowledged = _last is { Status: >= 300 };
            return _isAcknowledged;
        }
    }

    internal override void Due()
    {
        lock (_lock)
        {
            if (!NeedsResend() || (_sentFor += _resend) >= SipTimers.Default.Timeout)
            {
                all.Remove(this);
                return;
            }

            // Timer G (RFC 3261 §17.2.1).
            Send(_last!);
            _resend = _resend * 2 < SipTimers.Default.T2 ? _resend * 2 : SipTimers.Default.T2;
            all.Timers.Set(this, _resend);
        }
    }

    private bool NeedsResend() => !connection.IsReliable && IsInvite && !_isAcknowledged && _last is { Status: >= 300 };

    private void Finish(SipResponse response)
    {
        // RFC 6026 §7.1: over UDP an INVITE answered 2xx still takes in its retransmissions; over a stream there are none.
        if (connection.IsReliable && response.Status < 300) all.Remove(this);
        else all.Timers.Set(this, NeedsResend() ? _resend : SipTimers.Default.Timeout);
    }

    // What is sent gets signed; the copy that may be sent again stays clean.
    private void Send(SipResponse response) => connection.Send(connection.IsReliable ? response : response.Clone());
}
