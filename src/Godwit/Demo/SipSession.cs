using System.Buffers;
using System.Collections.Concurrent;
using System.Globalization;
using System.IO.Pipelines;
using System.Net;
using System.Net.Sockets;
using Godwit.Sip.Headers;
using Godwit.Sip.Messages;
using Godwit.Sip.Wire;

namespace Godwit.Demo;

/// <summary>A client's TCP connection: requests out, their final responses back, requests in. As much SIP as a demonstration needs.</summary>
internal sealed class SipSession : IAsyncDisposable
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(40); // longer than a server's own timer F (32 s)

    private readonly Socket _socket;
    private readonly SemaphoreSlim _sending = new(1);
    private readonly ConcurrentDictionary<(string CallId, uint Number), TaskCompletionSource<SipResponse>> _waiting = new();
    private readonly Func<SipRequest, int> _answer;
    private readonly Task _reading;

    private SipSession(Socket socket, Func<SipRequest, int> answer)
    {
        _socket = socket;
        _answer = answer;
        LocalPort = ((IPEndPoint)socket.LocalEndPoint!).Port;
        _reading = Read();
    }

    public int LocalPort { get; }

    /// <summary>Ends when the server has closed the connection.</summary>
    public Task Closed => _reading;

    /// <summary><paramref name="answer"/> gives the status that an incoming request is answered with.</summary>
    public static async Task<SipSession> Connect(int port, Func<SipRequest, int> answer, CancellationToken cancel)
    {
        var socket = new Socket(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp) { NoDelay = true };
        await socket.ConnectAsync(IPAddress.Loopback, port, cancel);
        return new SipSession(socket, answer);
    }

    /// <summary>Sends a request and returns its final response; throws <see cref="IOException"/> when the connection ends before.</summary>
    public async Task<SipResponse> Ask(SipRequest request, CancellationToken cancel)
    {
        var key = Key(request) ?? throw new ArgumentException("A request has a Call-ID and a CSeq", nameof(request));
        var done = _waiting[key] = new TaskCompletionSource<SipResponse>(TaskCreationOptions.RunContinuationsAsynchronously);
        try
        {
            if (_reading.IsCompleted) throw new IOException("The server has closed the connection");
            await Send(request, cancel);
            return await done.Task.WaitAsync(Patience, cancel);
        }
        finally
        {
            _waiting.TryRemove(key, out _);
        }
    }

    public async ValueTask DisposeAsync()
    {
        _socket.Dispose();
        await _reading.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        _sending.Dispose();
    }

    private async Task Send(SipMessage message, CancellationToken cancel)
    {
        await _sending.WaitAsync(cancel);
        try
        {
            await _socket.SendAsync(SipMessageWriter.ToBytes(message), cancel);
        }
        catch (SocketException e)
        {
            throw new IOException("The server has closed the connection", e);
        }
        finally
        {
            _sending.Release();
        }
    }

    private async Task Read()
    {
        await Task.Yield();
        var reader = PipeReader.Create(new NetworkStream(_socket));
        var parser = new SipMessageReader(new SipLimits());
        try
        {
            while (await reader.ReadAsync() is { IsCompleted: false } read)
            {
                var left = read.Buffer;
                while (parser.Read(ref left, out var message, out _) is not SipReadStatus.NeedMore and var status)
                {
                    if (status == SipReadStatus.Refused) return;
                    if (message is not null) await Take(message);
                }

                reader.AdvanceTo(left.Start, left.End);
            }
        }
        catch (Exception e) when (e is IOException or SocketException or ObjectDisposedException or OperationCanceledException)
        {
            // The connection ended: whoever waits learns it below.
        }
        finally
        {
            await reader.CompleteAsync();
            foreach (var waiting in _waiting.Values) waiting.TrySetException(new IOException("The server has closed the connection"));
        }
    }

    private async Task Take(SipMessage message)
    {
        switch (message)
        {
            case SipResponse { IsFinal: true } response when Key(response) is { } key && _waiting.TryGetValue(key, out var waiting):
                waiting.TrySetResult(response);
                break;
            case SipRequest request when request.Method != SipMethod.Ack && request.Method != SipMethod.Benotify:
                await Send(SipResponse.To(request, _answer(request), toTag: LocalPort.ToString(CultureInfo.InvariantCulture)), CancellationToken.None);
                break;
        }
    }

    private static (string, uint)? Key(SipMessage message) =>
        message.Headers.Get(HeaderNames.CallId) is { } id && CSeq.TryParse(message.Headers.Get(HeaderNames.CSeq), out var cseq) ? (id, cseq.Number) : null;
}
