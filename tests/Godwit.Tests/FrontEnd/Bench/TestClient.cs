using System.Buffers;
using System.IO.Pipelines;
using System.Net;
using System.Text;
using Godwit.FrontEnd.Connections;
using Godwit.Sip.Messages;
using Godwit.Sip.Wire;

namespace Godwit.Tests.FrontEnd.Bench;

/// <summary>The other end of an in-memory connection: a client, or a pool.</summary>
internal sealed class TestClient(IPEndPoint address, string transport, PipeOptions? outbound)
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(20);

    private readonly Pipe _toServer = new(new PipeOptions(useSynchronizationContext: false, pauseWriterThreshold: 0));
    private readonly Pipe _toClient = new(outbound ?? new PipeOptions(useSynchronizationContext: false, pauseWriterThreshold: 0));
    private readonly SipMessageReader _reader = new(new SipLimits());
    private int _cseq;

    public string User { get; set; } = "nobody";

    public string Gruu { get; set; } = "";

    public string Contact => $"sip:{address};transport={transport.ToLowerInvariant()};ms-opaque=d{address.Port}";

    public SipConnection Connection { get; private set; } = null!;

    /// <summary>Why the server says that the connection ended.</summary>
    public Task<ConnectionEnd> Ended { get; private set; } = Task.FromResult(ConnectionEnd.PeerClosed);

    /// <summary>True once the server cut the connection without waiting for what was queued.</summary>
    public bool Aborted { get; private set; }

    /// <summary>The server has written so much that it waits for this end to read.</summary>
    public bool IsBehind => outbound is not null && _toClient.Reader.TryRead(out var read) && Behind(read);

    public void Run(ConnectionHost host, string? peer, CancellationToken stopping, bool isDialled = false)
    {
        Connection = host.Open(new Ends(_toServer.Reader, _toClient.Writer), new ConnectionOrigin(transport, address, null, peer) { IsDialled = isDialled }, Abort);
        Ended = End(Connection.Run(stopping));
    }

    public void Write(string text)
    {
        _toServer.Writer.Write(Encoding.UTF8.GetBytes(text));
        _ = _toServer.Writer.FlushAsync().AsTask();
    }

    public SipRequest Send(SipMethod method, string uri, Action<SipRequest>? change = null)
    {
        var request = Request(method, uri, change);
        Send(request);
        return request;
    }

    public void Send(params SipMessage[] messages)
    {
        foreach (var message in messages) SipMessageWriter.Write(_toServer.Writer, message);
        _ = _toServer.Writer.FlushAsync().AsTask();
    }

    public SipRequest Request(SipMethod method, string uri, Action<SipRequest>? change = null)
    {
        var n = ++_cseq;
        var headers = new SipHeaders();
        headers.Add(HeaderNames.Via, $"SIP/2.0/{transport} {address};branch=z9hG4bK{address.Port}-{n}");
        headers.Add(HeaderNames.From, $"<sip:{User}@godwit.test>;tag=f{n}");
        headers.Add(HeaderNames.To, $"<{(uri.IndexOf(';', StringComparison.Ordinal) is > 0 and var end ? uri[..end] : uri)}>");
        headers.Add(HeaderNames.CallId, $"call-{address.Port}-{n}");
        headers.Add(HeaderNames.CSeq, $"{n} {method.Name}");
        headers.Add(HeaderNames.MaxForwards, "70");
        var request = new SipRequest(method, uri, headers);
        change?.Invoke(request);
        return request;
    }

    /// <summary>Answers a request that was received.</summary>
    public SipResponse Answer(SipRequest request, int status, Action<SipResponse>? change = null)
    {
        var response = SipResponse.To(request, status, toTag: $"t{address.Port}");
        change?.Invoke(response);
        Send(response);
        return response;
    }

    public async Task<SipRequest> ReceiveRequest(SipMethod method)
    {
        var request = Assert.IsType<SipRequest>(await Receive());
        Assert.Equal(method, request.Method);
        return request;
    }

    public async Task<SipResponse> ReceiveResponse(int status)
    {
        var response = Assert.IsType<SipResponse>(await Receive());
        Assert.Equal(status, response.Status);
        return response;
    }

    /// <summary>The next message; null when the server has closed.</summary>
    public async Task<SipMessage?> Receive() => await Next() as SipMessage;

    /// <summary>Sends a keep-alive and reads up to its echo: what arrived before.</summary>
    public async Task<List<SipMessage>> ReceiveAll()
    {
        Write("\r\n\r\n");
        var all = new List<SipMessage>();
        while (await Next() is { } next && next is SipMessage message) all.Add(message);
        return all;
    }

    /// <summary>Two line ends, of which each is "pong" to a reader.</summary>
    public async Task ReceivePing()
    {
        Assert.Equal("pong", await Next());
        Assert.Equal("pong", await Next());
    }

    public async Task NothingMore() => Assert.Empty(await ReceiveAll());

    /// <summary>Shuts the sending side; still reads.</summary>
    public void HalfClose() => _toServer.Writer.Complete();

    /// <summary>Gone, without a word.</summary>
    public void Hang()
    {
        _toServer.Writer.Complete();
        _toClient.Reader.Complete();
    }

    /// <summary>A message, the echo of a keep-alive (a string), or null at the end.</summary>
    private async Task<object?> Next()
    {
        using var patience = CancellationTokenSource.CreateLinkedTokenSource(TestContext.Current.CancellationToken);
        patience.CancelAfter(Patience);
        while (true)
        {
            var result = await _toClient.Reader.ReadAsync(patience.Token);
            var buffer = result.Buffer;
            if (buffer.Length >= 2 && buffer.Slice(0, 2).ToArray() is [(byte)'\r', (byte)'\n'])
            {
                _toClient.Reader.AdvanceTo(buffer.GetPosition(2));
                return "pong";
            }

            var status = _reader.Read(ref buffer, out var message, out var rejection);
            Assert.Null(rejection);
            _toClient.Reader.AdvanceTo(buffer.Start, status is SipReadStatus.Message ? buffer.Start : buffer.End);
            if (status is SipReadStatus.Message) return message;
            if (result.IsCompleted) return null;
        }
    }

    private bool Behind(ReadResult read)
    {
        _toClient.Reader.AdvanceTo(read.Buffer.Start);
        return read.Buffer.Length >= outbound!.PauseWriterThreshold;
    }

    private void Abort()
    {
        Aborted = true;
        _toServer.Writer.Complete();
        _toClient.Reader.Complete();
    }

    private async Task<ConnectionEnd> End(Task<ConnectionEnd> run)
    {
        var why = await run;
        await _toClient.Writer.CompleteAsync();
        return why;
    }

    private sealed record Ends(PipeReader Input, PipeWriter Output) : IDuplexPipe;
}
