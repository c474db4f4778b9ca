using Godwit.Admin.Connections;

namespace Godwit.PowerShell.Running;

/// <summary>The server that cmdlets talk to: the one of Connect-Godwit, else what GODWIT_SERVER and GODWIT_TOKEN say, else the profile in use.</summary>
internal static class CurrentServer
{
    private static Connection? _connected;

    /// <summary>False: nobody has named a server, so a demo on this machine is tried.</summary>
    public static bool IsNamed => _connected is not null || Environment.GetEnvironmentVariable("GODWIT_SERVER") is { Length: > 0 };

    /// <summary>One for the whole process, so that runspaces of ForEach-Object -Parallel have it, too.</summary>
    public static void Set(Connection connection) => _connected = connection;

    /// <summary>The connection, or a sentence that says what is wrong.</summary>
    public static (Connection? Connection, string? Problem) Get() =>
        _connected is { } connected ? (connected, null) : Choose(new ConnectionChoice(null, null, null));

    public static (Connection? Connection, string? Problem) Choose(ConnectionChoice choice) =>
        choice.Make(Environment.GetEnvironmentVariable, ProfileFile.OfThisUser.Read);
}
