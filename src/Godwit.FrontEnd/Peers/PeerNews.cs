using Godwit.FrontEnd.Requests;

namespace Godwit.FrontEnd.Peers;

/// <summary>The NOTIFYs of other pools.</summary>
public sealed class PeerNews(RemotePresence remote)
{
    /// <summary>False when it can't be read.</summary>
    public bool Take(SipContext context)
    {
        if (!PeerDocuments.TryReadStates(context.Request, out var states)) return false;
        remote.Take(context.Connection.Peer!, states);
        return true;
    }
}
