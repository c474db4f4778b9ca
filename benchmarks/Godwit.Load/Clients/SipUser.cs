using System.Buffers.Text;
using System.Net;
using System.Net.Sockets;
using System.Text;
using Godwit.Load.Register;

namespace Godwit.Load.Clients;

/// <summary>What a load wants to know of the messages that reach its users; called on many threads.</summary>
internal interface IArrivals
{
    /// <summary>A request other than ACK, which has been answered with 200.</summary>
    void Arrived(SipUser user, ReadOnlySpan<byte> request);

    /// <summary>A final response; the CSeq number is that of the request.</summary>
    void Answered(SipUser user, int status, int cseq, ReadOnlySpan<byte> response);
}

/// <summary>
/// One user with a TCP connection of her own, as light as the work allows: looks at the octets of what comes, answers every request with 200.
/// </summary>
internal sealed class SipUser(int index, string domain, IArrivals arrivals) : IDisposable
{
    private readonly Socket _socket = new(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp) { NoDelay = true };
    private readonly Lock _sending = new();
    private readonly byte[] _out = new byte[16 * 1024];
    private int _cseq;

    public int Index { get; } = index;

    public string Name { get; } = Requests.User(index);

    public string UserAgent { get; init; } = "Load/1.0";

    public string Address => $"{Name}@{domain}";

    /// <summary>Of its own end: part of Via and Contact.</summary>
    public int Port { get; private set; }

    /// <summary>Connects and reads until the connection ends.</summary>
    public async Task Connect(int port, CancellationToken cancel)
    {
        await _socket.ConnectAsync(IPAddress.Loopback, port, cancel);
        Port = ((IPEndPoint)_socket.LocalEndPoint!).Port;
        _ = Task.Run(() => Read(cancel), cancel);
    }

    /// <summary>Sends a request of this user; its CSeq number.</summary>
    public int Send(string method, string target, string callId, string headers, string body = "")
    {
        var cseq = Interlocked.Increment(ref _cseq);
        var text = $"{method} {target} SIP/2.0\r\n" +
            $"Via: SIP/2.0/TCP 127.0.0.1:{Port};branch=z9hG4bK{Index:x}-{cseq:x}\r\n" +
            "Max-Forwards: 70\r\n" +
            $"From: <sip:{Address}>;tag={Index:x}{callId}\r\n" +
            $"To: <{(method == "REGISTER" ? "sip:" + Address : target)}>\r\n" +
            $"Call-ID: {callId}-{Index:x}@load\r\n" +
            $"CSeq: {cseq} {method}\r\n" +
            $"Contact: <sip:{Name}@127.0.0.1:{Port};transport=tcp>\r\n" +
            $"User-Agent: {UserAgent}\r\n" + headers +
            $"Content-Length: {body.Length}\r\n\r\n" + body;
        lock (_sending)
        {
            var length = Encoding.ASCII.GetBytes(text, _out);
            _socket.Send(_out.AsSpan(0, length));
        }

        return cseq;
    }

    public void Dispose() => _socket.Dispose();

    private async Task Read(CancellationToken cancel)
    {
        var buffer = new byte[64 * 1024];
        var filled = 0;
        try
        {
            while (true)
            {
                var read = await _socket.ReceiveAsync(buffer.AsMemory(filled), SocketFlags.None, cancel);
                if (read == 0) return;
                filled += read;
                var taken = 0;
                while (Whole(buffer.AsSpan(taken, filled - taken)) is > 0 and var length)
                {
                    Take(buffer.AsSpan(taken, length));
                    taken += length;
                }

                buffer.AsSpan(taken, filled - taken).CopyTo(buffer);
                filled -= taken;
            }
        }
        catch (Exception e) when (e is SocketException or ObjectDisposedException or OperationCanceledException)
        {
            // The end of the load, or of the server.
        }
    }

    private void Take(ReadOnlySpan<byte> message)
    {
        if (message.StartsWith("SIP/2.0 "u8))
        {
            if (Utf8Parser.TryParse(message[8..11], out int status, out _) && status >= 200) arrivals.Answered(this, status, Number(message, "\r\nCSeq: "u8), message);
        }
        else if (!message.StartsWith("ACK "u8))
        {
            Answer(message);
            arrivals.Arrived(this, message);
        }
    }

    private void Answer(ReadOnlySpan<byte> request)
    {
        lock (_sending)
        {
            var length = Put(0, "SIP/2.0 200 OK\r\n"u8);
            var head = request[..(request.IndexOf("\r\n\r\n"u8) + 2)];
            while (head.IndexOf("\r\n"u8) is > 0 and var end)
            {
                var line = head[..(end + 2)];
                if (line.StartsWith("Via:"u8) || line.StartsWith("From:"u8) || line.StartsWith("To:"u8) || line.StartsWith("Call-ID:"u8) || line.StartsWith("CSeq:"u8)
                    || line.StartsWith("Record-Route:"u8)) length = Put(length, line);
                head = head[(end + 2)..];
            }

            length = Put(length, "Content-Length: 0\r\n\r\n"u8);
            _socket.Send(_out.AsSpan(0, length));
        }
    }

    private int Put(int at, ReadOnlySpan<byte> bytes)
    {
        bytes.CopyTo(_out.AsSpan(at));
        return at + bytes.Length;
    }

    /// <summary>The length of the first message; 0 when it is not whole yet.</summary>
    private static int Whole(ReadOnlySpan<byte> bytes)
    {
        var head = bytes.IndexOf("\r\n\r\n"u8);
        if (head < 0) return 0;
        var length = head + 4 + Math.Max(0, Number(bytes[..(head + 2)], "\r\nContent-Length: "u8));
        return length <= bytes.Length ? length : 0;
    }

    private static int Number(ReadOnlySpan<byte> bytes, ReadOnlySpan<byte> after)
    {
        var at = bytes.IndexOf(after);
        return at >= 0 && Utf8Parser.TryParse(bytes[(at + after.Length)..], out int number, out _) ? number : -1;
    }
}
