namespace Godwit.Server.Hosting;

/// <summary>How .NET waits for sockets in a process that is a server.</summary>
public static class SocketThreads
{
    private const string Inline = "DOTNET_SYSTEM_NET_SOCKETS_INLINE_COMPLETIONS";

    /// <summary>
    /// A SIP message is a few microseconds of work that never waits, so it is done on the thread that learns of its octets: one such thread for each core instead of a
    /// change of threads for each message (a fifth of a REGISTER's cost). .NET has this as an environment variable only, read with the first socket: a
    /// program calls this before all else. One that is set already stays.
    /// </summary>
    public static void CompleteInline()
    {
        if (Environment.GetEnvironmentVariable(Inline) is null) Environment.SetEnvironmentVariable(Inline, "1");
    }
}
