using Godwit.FrontEnd.Connections;
using Godwit.Pool.Users;
using Godwit.Sip.Messages;

namespace Godwit.FrontEnd.Requests;

/// <summary>A request on its way through the pipeline.</summary>
/// <param name="request">The request, with <c>received</c> and <c>rport</c> already filled in on its Via.</param>
/// <param name="connection">Where it came from.</param>
/// <param name="reply">Its server transaction; null when none is needed: answers leave by the connection.</param>
public sealed class SipContext(SipRequest request, ISipConnection connection, Action<SipResponse>? reply = null)
{
    public SipRequest Request { get; } = request;

    public ISipConnection Connection { get; } = connection;

    /// <summary>Who is asking: authenticated on this connection, or asserted by another pool; null = nobody is known.</summary>
    public SipAddress? Caller { get; set; }

    /// <summary>True once a final response was sent, or when there will be none from here; the remaining steps are skipped.</summary>
    public bool Answered { get; private set; }

    /// <summary>What a 200 from here says in addition.</summary>
    public IReadOnlyList<SipHeader> OnSuccess { get; set; } = [];

    /// <summary>Sends a response through the server transaction (a retransmission gets it again). ACK and BENOTIFY take no response: it is dropped.</summary>
    public void Reply(SipResponse response)
    {
        Answered |= response.IsFinal;
        if (Request.Method == SipMethod.Ack || Request.Method == SipMethod.Benotify) return;
        if (response.Status == 200)
            for (var i = 0; i < OnSuccess.Count; i++) response.Headers.Add(OnSuccess[i]);
        if (reply is null) Connection.Send(response);
        else reply(response);
    }

    /// <summary>The answer comes from elsewhere (the request was forwarded): the remaining steps are skipped.</summary>
    public void HandOver() => Answered = true;
}
