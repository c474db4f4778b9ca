using Godwit.FrontEnd.Connections;

namespace Godwit.FrontEnd.Relay;

/// <summary>The connections to the other pools of the forest.</summary>
public interface IPoolTrunks
{
    /// <summary>The open connection to that pool, opened now if need be; null when the pool can't be reached.</summary>
    ValueTask<ISipConnection?> To(string fqdn, CancellationToken cancel);
}
