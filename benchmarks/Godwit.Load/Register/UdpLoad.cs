using System.Diagnostics;
using System.Net;
using System.Net.Sockets;
using Godwit.Load.Measure;

namespace Godwit.Load.Register;

/// <summary>A few sockets, each with a thread and a window of users under way; what is lost is sent again after 500 ms (RFC 3261 T1).</summary>
internal static class UdpLoad
{
    private const int Window = 32;

    public static async Task<LoadResult> Run(int port, string domain, int users, int sockets, int rounds, bool comeAndGo, CancellationToken cancel)
    {
        var open = new Socket[sockets];
        for (var i = 0; i < sockets; i++)
        {
            open[i] = new Socket(AddressFamily.InterNetwork, SocketType.Dgram, ProtocolType.Udp) { ReceiveBufferSize = 4 << 20, ReceiveTimeout = 500 };
            await open[i].ConnectAsync(IPAddress.Loopback, port, cancel);
        }

        var clients = open.Select((socket, i) => new Client(socket, i, sockets, users, new Requests(domain, "UDP", ((IPEndPoint)socket.LocalEndPoint!).Port, comeAndGo))).ToArray();
        var started = Stopwatch.GetTimestamp();
        await Task.WhenAll(clients.Select(c => Task.Factory.StartNew(() => c.Run(rounds, cancel), cancel, TaskCreationOptions.LongRunning, TaskScheduler.Default)));
        var result = new LoadResult(Stopwatch.GetElapsedTime(started)) { Hold = open, Resent = clients.Sum(c => c.Resent) };
        foreach (var client in clients) result.Add(client.Latencies, client.Refused);
        return result;
    }

    private sealed class Client(Socket socket, int first, int step, int users, Requests requests)
    {
        private readonly Dictionary<int, long> _pending = new(Window);
        private readonly byte[] _buffer = new byte[4096];

        public Latencies Latencies { get; } = new();

        public int Refused { get; private set; }

        public int Resent { get; private set; }

        public void Run(int rounds, CancellationToken cancel)
        {
            for (var round = 1; round <= rounds; round++)
            {
                var next = first;
                while (next < users || _pending.Count > 0)
                {
                    cancel.ThrowIfCancellationRequested();
                    for (; next < users && _pending.Count < Window; next += step)
                    {
                        _pending[next] = Stopwatch.GetTimestamp();
                        socket.Send(requests.Next(next, round).Span);
                    }

                    Receive(round);
                }
            }
        }

        private void Receive(int round)
        {
            try
            {
                var answer = _buffer.AsSpan(0, socket.Receive(_buffer));
                if (!_pending.Remove(Responses.UserOf(answer), out var sent)) return;
                if (!Responses.IsOk(answer)) Refused++;
                Latencies.Add(sent, Stopwatch.GetTimestamp());
            }
            catch (SocketException e) when (e.SocketErrorCode is SocketError.TimedOut or SocketError.WouldBlock)
            {
                foreach (var user in _pending.Keys)
                {
                    Resent++;
                    socket.Send(requests.Next(user, round).Span);
                }
            }
        }
    }
}
