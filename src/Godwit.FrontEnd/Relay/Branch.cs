using Godwit.FrontEnd.Connections;
using Godwit.Sip.Messages;

namespace Godwit.FrontEnd.Relay;

/// <summary>One forwarded copy and what came of it: a client transaction (RFC 3261 §17.1) as a proxy needs it. Guarded by its fork.</summary>
internal sealed class Branch(Fork fork, string id, ISipConnection connection, SipRequest request) : Deadline
{
    public string Id { get; } = id;

    public ISipConnection Connection { get; } = connection;

    public SipRequest Request { get; } = request;

    public Fork Fork { get; } = fork;

    public bool IsProvisional { get; set; }

    /// <summary>CANCEL has to follow, or has followed.</summary>
    public bool IsCancelled { get; set; }

    public bool CancelSent { get; set; }

    public SipResponse? Final { get; set; }

    /// <summary>Over UDP: when it is sent again, and for how long it was sent already (timers A and E).</summary>
    public TimeSpan Resend { get; set; }

    public TimeSpan Waited { get; set; }

    internal override void Due() => Fork.TimeUp(this);
}
