using Godwit.Admin.Connections;

namespace Godwit.PowerShell.Objects;

/// <summary>The server that cmdlets talk to from now on.</summary>
public sealed class GodwitConnection
{
    internal GodwitConnection(Connection connection, IReadOnlyList<string> pools) => (Server, Profile, Pools) = (connection.Server, connection.Profile, pools);

    public Uri Server { get; }

    public string? Profile { get; }

    public IReadOnlyList<string> Pools { get; }
}
