using Godwit.FrontEnd.Connections;
using Godwit.Sip.Messages;

namespace Godwit.FrontEnd.Relay;

/// <summary>
/// One forwarded copy and what came of it. As a deadline it is what ends the waiting: the timeout of its transaction, timer C while it rings, and
/// the time in which repeated answers are taken in. Guarded by its fork.
/// </summary>
internal sealed class Branch : Deadline
{
    public Branch(Fork fork, string id, NextHop hop, SipRequest request, TimerWheel timers)
    {
        (Fork, Id, Hop, Request) = (fork, id, hop, request);
        Sent = new SentRequest(this, request, this, timers);
    }

    public string Id { get; }

    public NextHop Hop { get; }

    public ISipConnection Connection => Hop.Connection;

    public SipRequest Request { get; }

    public Fork Fork { get; }

    public SentRequest Sent { get; }

    /// <summary>CANCEL has to follow, or has followed.</summary>
    public bool IsCancelled { get; set; }

    /// <summary>The CANCEL, once it may be sent. The branch's own time limits it.</summary>
    public SentRequest? Cancel { get; set; }

    public SipResponse? Final { get; set; }

    public override void Due() => Fork.TimeUp(this);
}
