using System.Collections.Concurrent;
using System.Net;
using System.Net.Sockets;

namespace Godwit.Real.Tests.Hosts;

/// <summary>The network between two hosts, as a process may meet it: it carries octets, swallows them without a word, or breaks.</summary>
public sealed class Cable : IAsyncDisposable
{
    private readonly TcpListener _here;
    private readonly CancellationTokenSource _stop = new();
    private readonly ConcurrentDictionary<Line, bool> _lines = new();
    private readonly IPEndPoint _to;
    private readonly Task _running;
    private volatile State _state;

    private Cable(IPEndPoint to, int port)
    {
        _to = to;
        _here = new TcpListener(IPAddress.Loopback, port);
        _here.Start();
        _running = Task.Run(Accept);
    }

    private enum State { Carries, Swallows, Broken }

    /// <summary>Its near end, on 127.0.0.1.</summary>
    public int Port => ((IPEndPoint)_here.LocalEndpoint).Port;

    /// <param name="port">What it leads to, on 127.0.0.1.</param>
    public static Cable To(int port) => new(new IPEndPoint(IPAddress.Loopback, port), 0);

    /// <param name="far">Where it leads to; its near end has the same port, so that who is there is known by the same name on both sides.</param>
    public static Cable To(IPAddress far, int port) => new(new IPEndPoint(far, port), port);

    /// <summary>Nothing arrives any more, in either direction, and nobody is told: connections stay open, new ones too.</summary>
    public void Swallow()
    {
        _state = State.Swallows;
        foreach (var line in _lines.Keys) line.Swallows = true;
    }

    /// <summary>All connections are reset, and new ones refused.</summary>
    public void Break()
    {
        _state = State.Broken;
        foreach (var line in _lines.Keys) line.Reset();
    }

    /// <summary>New connections get through. What was swallowed was lost, and its connections are dead for ever.</summary>
    public void Mend() => _state = State.Carries;

    public async ValueTask DisposeAsync()
    {
        await _stop.CancelAsync();
        _here.Stop();
        await _running;
        foreach (var line in _lines.Keys) line.Reset();
        _stop.Dispose();
    }

    private async Task Accept()
    {
        try
        {
            while (true)
            {
                var near = await _here.AcceptSocketAsync(_stop.Token);
                if (_state == State.Broken) near.Close(0);
                else _ = Carry(near);
            }
        }
        catch (Exception) when (_stop.IsCancellationRequested)
        {
            // It is taken away: between two calls the listener says so in other words than within one.
        }
    }

    private async Task Carry(Socket near)
    {
        var far = new Socket(SocketType.Stream, ProtocolType.Tcp) { NoDelay = true };
        near.NoDelay = true;
        var line = new Line(near, far) { Swallows = _state == State.Swallows };
        _lines[line] = true;
        try
        {
            await far.ConnectAsync(_to, _stop.Token);
            await Task.WhenAny(line.Carry(near, far, _stop.Token), line.Carry(far, near, _stop.Token));
        }
        catch (Exception e) when (e is SocketException or OperationCanceledException or ObjectDisposedException)
        {
            // The far end is not there.
        }

        // An end that has gone is no news to the other end of a line that swallows.
        if (line.Swallows) return;
        line.Reset();
        _lines.TryRemove(line, out _);
    }

    private sealed class Line(Socket near, Socket far)
    {
        private volatile bool _swallows;

        public bool Swallows
        {
            get => _swallows;
            set => _swallows = value;
        }

        public async Task Carry(Socket from, Socket to, CancellationToken cancel)
        {
            var octets = new byte[64 * 1024];
            try
            {
                while (await from.ReceiveAsync(octets, cancel) is > 0 and var read)
                    for (var sent = 0; sent < read && !Swallows;) sent += await to.SendAsync(octets.AsMemory(sent..read), cancel);
            }
            catch (Exception e) when (e is SocketException or OperationCanceledException or ObjectDisposedException)
            {
                // It has come to its end.
            }
        }

        public void Reset()
        {
            near.Close(0);
            far.Close(0);
        }
    }
}
