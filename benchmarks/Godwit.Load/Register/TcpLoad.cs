using System.Diagnostics;
using System.Net;
using System.Net.Sockets;
using Godwit.Load.Measure;

namespace Godwit.Load.Register;

/// <summary>Connections that each carry their share of the users, one request under way at a time, as so many clients would.</summary>
internal static class TcpLoad
{
    public static async Task<LoadResult> Run(int port, string domain, int users, int connections, int rounds, bool comeAndGo, CancellationToken cancel)
    {
        var sockets = new Socket[connections];
        for (var i = 0; i < connections; i++)
        {
            sockets[i] = new Socket(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp) { NoDelay = true };
            await sockets[i].ConnectAsync(IPAddress.Loopback, port, cancel);
        }

        var requests = sockets.Select(socket => new Requests(domain, "TCP", ((IPEndPoint)socket.LocalEndPoint!).Port, comeAndGo)).ToArray();
        // One for all: so many of them would fall out of the processor's caches.
        var latencies = new Latencies();
        var started = Stopwatch.GetTimestamp();
        var refused = await Task.WhenAll(sockets.Select((socket, i) => Client(socket, i, connections, users, rounds, requests[i], latencies, cancel)));
        var result = new LoadResult(Stopwatch.GetElapsedTime(started)) { Hold = sockets };
        result.Add(latencies, refused.Sum());
        return result;
    }

    /// <summary>How many were refused.</summary>
    private static async Task<int> Client(Socket socket, int first, int step, int users, int rounds, Requests requests, Latencies latencies, CancellationToken cancel)
    {
        await Task.Yield();
        var refused = 0;
        var buffer = new byte[8192];
        for (var round = 1; round <= rounds; round++)
            for (var user = first; user < users; user += step)
            {
                var sent = Stopwatch.GetTimestamp();
                await socket.SendAsync(requests.Next(user, round), SocketFlags.None, cancel);
                var length = 0;
                while (!Responses.IsWhole(buffer.AsSpan(0, length)))
                {
                    var read = await socket.ReceiveAsync(buffer.AsMemory(length), SocketFlags.None, cancel);
                    if (read == 0) throw new IOException("The server closed a connection under load");
                    length += read;
                }

                if (!Responses.IsOk(buffer.AsSpan(0, length))) refused++;
                latencies.Add(sent, Stopwatch.GetTimestamp());
            }

        return refused;
    }
}
