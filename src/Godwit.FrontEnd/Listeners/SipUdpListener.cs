using System.Globalization;
using System.Net;
using System.Net.Sockets;
using Godwit.FrontEnd.Connections;
using Godwit.Sip.Headers;
using Godwit.Sip.Messages;
using Godwit.Sip.Stun;
using Godwit.Sip.Wire;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace Godwit.FrontEnd.Listeners;

/// <summary>
/// SIP over UDP; Kestrel has none. Threads of their own read the socket, each into one buffer and one address that it uses again and again, and take each
/// message as far as it goes without waiting.
/// </summary>
public sealed partial class SipUdpListener(
    FrontEndOptions options, UdpFlows flows, Heartbeat heartbeat, IMessageReceiver receiver, FrontEndInstruments instruments, ILogger<SipUdpListener> log)
    : IHostedService, IDisposable
{
    /// <summary>What may pile up while a garbage collection holds the threads: about 16,000 small requests.</summary>
    private const int SocketBuffer = 8 * 1024 * 1024;

    private readonly SipMessageReader _reader = new(options.Limits);
    private readonly CancellationTokenSource _stopping = new();
    private readonly List<Thread> _threads = [];
    private Socket? _socket;

    public Task StartAsync(CancellationToken cancellationToken)
    {
        if (options.Udp is not { } address) return Task.CompletedTask;
        _socket = new Socket(address.AddressFamily, SocketType.Dgram, ProtocolType.Udp) { ReceiveBufferSize = SocketBuffer, SendBufferSize = SocketBuffer };
        _socket.Bind(address);
        flows.Use(_socket);
        heartbeat.Add(flows);
        for (var i = 0; i < options.UdpReceivers; i++)
        {
            var thread = new Thread(Receive) { IsBackground = true, Name = $"SIP UDP {i} of {options.Pool.Fqdn}" };
            _threads.Add(thread);
            thread.Start(_socket);
        }

        return Task.CompletedTask;
    }

    public async Task StopAsync(CancellationToken cancellationToken)
    {
        if (_socket is null) return;
        await _stopping.CancelAsync();
        flows.CloseAll(ConnectionEnd.ServerStopping);
        heartbeat.Remove(flows);
        // Wakes the threads.
        _socket.Dispose();
        foreach (var thread in _threads) await Task.Run(thread.Join, cancellationToken);
    }

    public void Dispose()
    {
        _socket?.Dispose();
        _stopping.Dispose();
    }

    private void Receive(object? state)
    {
        var socket = (Socket)state!;
        var buffer = new byte[65_536];
        var from = new SocketAddress(socket.AddressFamily);
        var batch = new UdpBatch();
        while (!_stopping.IsCancellationRequested)
        {
            try
            {
                TakeWhatLiesThere(socket, buffer, from, batch);
            }
            catch (Exception e) when (e is SocketException or ObjectDisposedException)
            {
                // An ICMP error of an earlier datagram, or the end.
                if (_stopping.IsCancellationRequested || e is ObjectDisposedException) return;
            }
            catch (Exception e)
            {
                LogFault(log, e);
            }
        }
    }

    /// <summary>Waits for a datagram and takes it, and those behind it.</summary>
    private void TakeWhatLiesThere(Socket socket, byte[] buffer, SocketAddress from, UdpBatch batch)
    {
        var taken = 0;
        try
        {
            do
            {
                from.Size = from.Buffer.Length;
                var length = socket.ReceiveFrom(buffer, SocketFlags.None, from);
                batch.Open();
                Take(buffer.AsMemory(0, length), from);
            }
            while (++taken < UdpBatch.Most && socket.Available > 0);
        }
        finally
        {
            batch.Send(flows);
        }
    }

    private void Take(ReadOnlyMemory<byte> datagram, SocketAddress from)
    {
        if (StunBinding.Is(datagram.Span))
        {
            flows.Answer(datagram.Span, from);
            return;
        }

        switch (_reader.ReadDatagram(datagram, out var message, out var rejection))
        {
            case SipReadStatus.Message:
                var flow = FlowFor(message!, flows.Of(from));
                // Over UDP nothing has an order; what waits goes on by itself.
                _ = receiver.Take(message!, flow, _stopping.Token).AsTask();
                break;
            case SipReadStatus.Refused:
                instruments.Rejected(rejection!.Reason);
                if (message is SipRequest request && rejection.Status > 0 && request.Method != SipMethod.Ack) Refuse(request, rejection, flows.Of(from));
                break;
        }
    }

    /// <summary>
    /// Where answers go (RFC 3261 §18.2.2, RFC 3581 §4): to where the request came from; without rport, to the port that Via names.
    /// </summary>
    private UdpFlow FlowFor(SipMessage message, UdpFlow source)
    {
        if (message is not SipRequest || source.Remote is not IPEndPoint remote) return source;
        var via = message.Headers.GetBytes(HeaderNames.Via).Span;
        if (via.IndexOf(";rport"u8) >= 0) return source;
        Span<byte> port = stackalloc byte[8];
        port[0] = (byte)':';
        remote.Port.TryFormat(port[1..], out var digits, default, CultureInfo.InvariantCulture);
        if (via.IndexOf(port[..(digits + 1)]) >= 0) return source;
        return Via.TryParse(message.Headers.Get(HeaderNames.Via), out var parsed) && (parsed.Port ?? 5060) is > 0 and var sentBy && sentBy != remote.Port
            ? flows.Of(new IPEndPoint(remote.Address, sentBy)) : source;
    }

    private void Refuse(SipRequest request, SipRejection rejection, UdpFlow flow)
    {
        var response = SipResponse.To(request, rejection.Status);
        response.Headers.Add(HeaderNames.Warning, $"399 {options.Pool.Fqdn} \"{rejection.Text}\"");
        flow.Send(response);
    }

    [LoggerMessage(60, LogLevel.Error, "A datagram could not be dealt with")]
    private static partial void LogFault(ILogger log, Exception exception);
}
