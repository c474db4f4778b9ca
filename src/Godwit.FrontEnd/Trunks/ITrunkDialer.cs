using Godwit.FrontEnd.Connections;

namespace Godwit.FrontEnd.Trunks;

/// <summary>How a connection to another pool is made.</summary>
public interface ITrunkDialer
{
    /// <summary>A running connection whose other end has proved to be that pool; null when it can't be had.</summary>
    Task<ISipConnection?> Dial(string fqdn, CancellationToken cancel);
}
