using System.Diagnostics;
using System.Net;
using System.Net.Sockets;

namespace Godwit.Load.Peers;

/// <summary>A server started for a benchmark: waits for its port, kills it and its children at the end.</summary>
internal sealed class ServerProcess : IAsyncDisposable
{
    private readonly Process _process;

    private ServerProcess(Process process) => _process = process;

    public int Id => _process.Id;

    public static async Task<ServerProcess> Start(string file, IEnumerable<string> arguments, int port, CancellationToken cancel)
    {
        var start = new ProcessStartInfo(file, arguments) { RedirectStandardOutput = true, RedirectStandardError = true };
        var server = new ServerProcess(Process.Start(start) ?? throw new InvalidOperationException($"{file} did not start"));
        var said = new Queue<string>();
        server._process.OutputDataReceived += (_, line) => Keep(said, line.Data);
        server._process.ErrorDataReceived += (_, line) => Keep(said, line.Data);
        server._process.BeginOutputReadLine();
        server._process.BeginErrorReadLine();
        using var deadline = CancellationTokenSource.CreateLinkedTokenSource(cancel);
        deadline.CancelAfter(TimeSpan.FromMinutes(2));
        while (!await Answers(port, deadline.Token))
        {
            if (server._process.HasExited) throw new InvalidOperationException($"{file} ended: {string.Join('\n', said)}");
            await Task.Delay(TimeSpan.FromMilliseconds(100), TimeProvider.System, deadline.Token);
        }

        return server;
    }

    public static int FreePort()
    {
        using var probe = new TcpListener(IPAddress.Loopback, 0);
        probe.Start();
        return ((IPEndPoint)probe.LocalEndpoint).Port;
    }

    public async ValueTask DisposeAsync()
    {
        if (!_process.HasExited) _process.Kill(entireProcessTree: true);
        await _process.WaitForExitAsync();
        _process.Dispose();
    }

    private static void Keep(Queue<string> said, string? line)
    {
        if (line is null) return;
        lock (said)
        {
            said.Enqueue(line);
            if (said.Count > 20) said.Dequeue();
        }
    }

    private static async Task<bool> Answers(int port, CancellationToken cancel)
    {
        using var socket = new Socket(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp);
        try
        {
            await socket.ConnectAsync(IPAddress.Loopback, port, cancel);
            return true;
        }
        catch (SocketException)
        {
            return false;
        }
    }
}
