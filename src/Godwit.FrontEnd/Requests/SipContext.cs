using Godwit.FrontEnd.Connections;
using Godwit.Pool.Users;
using Godwit.Sip.Messages;

namespace Godwit.FrontEnd.Requests;

/// <summary>A request on its way through the pipeline.</summary>
public sealed class SipContext(SipRequest request, ISipConnection connection, Action<SipResponse> reply)
{
    public SipRequest Request { get; } = request;

    public ISipConnection Connection { get; } = connection;

    /// <summary>Who is asking: authenticated on this connection, or asserted by another pool; null = nobody is known.</summary>
    public SipAddress? Caller { get; set; }

    /// <summary>True once a final response was sent; the remaining steps are skipped.</summary>
    public bool Answered { get; private set; }

    /// <summary>Sends a response through the server transaction (a retransmission gets it again).</summary>
    public void Reply(SipResponse response)
    {
        Answered |= response.IsFinal;
        reply(response);
    }
}
