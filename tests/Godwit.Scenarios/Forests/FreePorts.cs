using System.Net;
using System.Net.Sockets;

namespace Godwit.Scenarios.Forests;

/// <summary>Ports of the loopback interface that nobody has, for TCP and UDP alike.</summary>
public static class FreePorts
{
    private static readonly Lock Taking = new();
    private static readonly HashSet<int> Taken = [];

    public static int[] Take(int count)
    {
        lock (Taking)
        {
            var ports = new List<int>(count);
            while (ports.Count < count)
                if (TryOne() is { } port && Taken.Add(port)) ports.Add(port);
            return [.. ports];
        }
    }

    /// <summary>Below the range that the system gives to outgoing connections, which might come between.</summary>
    private static int? TryOne()
    {
        var port = Random.Shared.Next(10_000, 32_000);
        try
        {
            using var tcp = new Socket(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp);
            using var udp = new Socket(AddressFamily.InterNetwork, SocketType.Dgram, ProtocolType.Udp);
            tcp.Bind(new IPEndPoint(IPAddress.Loopback, port));
            udp.Bind(new IPEndPoint(IPAddress.Loopback, port));
            return port;
        }
        catch (SocketException)
        {
            return null;
        }
    }
}
