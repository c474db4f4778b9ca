using Godwit.FrontEnd.Connections;
using Godwit.Sip.Messages;
using Godwit.Sip.Transactions;

namespace Godwit.FrontEnd.Requests;

/// <summary>
/// A server transaction of one peer. The peer chooses all that names a transaction: with its connection in the key, nobody cancels or acknowledges
/// what another one asked for.
/// </summary>
public readonly record struct HopKey(string Connection, TransactionKey Transaction)
{
    public static bool TryOf(SipRequest request, ISipConnection connection, out HopKey key)
    {
        var isKnown = TransactionKey.TryOf(request, out var transaction);
        key = new HopKey(connection.Id, transaction);
        return isKnown;
    }
}
