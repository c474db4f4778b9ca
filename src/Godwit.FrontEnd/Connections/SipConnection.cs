using System.Buffers;
using System.IO.Pipelines;
using System.Net;
using Godwit.Sip.Messages;
using Godwit.Sip.Wire;

namespace Godwit.FrontEnd.Connections;

/// <summary>One peer over TCP or TLS: the read loop, ordered writes, deadlines, and why it ended.</summary>
public sealed partial class SipConnection : ISipConnection, IBeating
{
    /// <summary>How long answers may take after the peer closed its sending side (64·T1, RFC 3261 §17).</summary>
    private const long AnswersWithin = 32_000;

    /// <summary>How long a user who has moved may take to answer what was sent to her before the connection closes.</summary>
    private const long LeaveWithin = 2_000;

    /// <summary>How long the last octets may take.</summary>
    private const long FlushWithin = 5_000;

    private const long Never = long.MaxValue;
    private const long Now = -1;

    private readonly ConnectionHost _host;
    private readonly PipeReader _input;
    private readonly WriteQueue _writes;
    private readonly Action _abort;
    private readonly Lanes _lanes = new();
    private readonly Unanswered _unanswered = new();
    private readonly TrunkPulse? _pulse;
    private int _end = -1;
    private long _lastRead;
    private long _partialSince = -1;
    private long _leaveBy = Never;
    private long _deadline = Never;

    internal SipConnection(IDuplexPipe pipe, ConnectionOrigin origin, Action abort, ConnectionHost host)
    {
        _host = host;
        _input = pipe.Input;
        _writes = new WriteQueue(pipe.Output, host.Options.MaxWriteQueue);
        _abort = abort;
        _lastRead = host.Heartbeat.Now;
        Id = host.Table.NewId();
        Transport = origin.Transport;
        Remote = origin.Remote;
        Local = origin.Local;
        Peer = origin.Peer;
        if (Peer is not null) _pulse = new TrunkPulse((long)host.Options.TrunkKeepAlive.TotalMilliseconds, origin.IsDialled, _lastRead);
    }

    public string Id { get; }

    public string Transport { get; }

    public EndPoint? Remote { get; }

    public EndPoint? Local { get; }

    public string? Peer { get; }

    public ISecurityAssociation? Security { get; set; }

    public bool HadSignIn { get; set; }

    public bool IsOpen => Volatile.Read(ref _end) < 0;

    /// <summary>Reads until the end; the task does not fail.</summary>
    public async Task<ConnectionEnd> Run(CancellationToken stopping)
    {
        if (!_host.Table.TryAdd(this))
        {
            LogTooMany(_host.Log, Id, Remote, _host.Options.MaxConnections);
            _abort();
            return ConnectionEnd.TooManyConnections;
        }

        _host.Instruments.Opened(Transport);
        using (stopping.UnsafeRegister(static self => ((SipConnection)self!).OnStopping(), this))
        {
            try
            {
                await Read(stopping);
                if (End is ConnectionEnd.PeerClosed) await FinishAnswers(stopping);
            }
            catch (Exception e) when (e is IOException or OperationCanceledException or System.Net.Sockets.SocketException)
            {
                SetEnd(ConnectionEnd.PeerReset);
            }
            catch (Exception e)
            {
                SetEnd(ConnectionEnd.Fault);
                LogFault(_host.Log, e, Id, Remote);
            }
        }

        Volatile.Write(ref _deadline, _host.Heartbeat.Now + FlushWithin);
        if (End is ConnectionEnd.SlowReader) _abort();
        await _writes.Close();
        var why = End;
        _host.Table.Remove(this, why);
        _host.Instruments.Ended(Transport, why);
        LogEnded(_host.Log, Id, Remote, why);
        return why;
    }

    public void Send(SipMessage message)
    {
        Security?.Sign(message);
        _unanswered.Sent(message);
        if (!_writes.Write(message)) Close(ConnectionEnd.SlowReader);
    }

    /// <summary>
    /// Closes after what is queued has left. When the user has moved, what was sent to her before is answered first, so that no message
    /// is lost between two pools; nothing new is sent to her here meanwhile.
    /// </summary>
    public void Close(ConnectionEnd why)
    {
        if (!SetEnd(why)) return;
        if (why is ConnectionEnd.UserMoved && _unanswered.Theirs > 0) Volatile.Write(ref _leaveBy, _host.Heartbeat.Now + LeaveWithin);
        else StopReading();
    }

    public void Beat(long now)
    {
        if (now > Volatile.Read(ref _deadline)) _abort();
        if (Volatile.Read(ref _leaveBy) is not Now and var leaveBy && now > leaveBy) StopReading();
        var partial = Volatile.Read(ref _partialSince);
        if (partial >= 0 && now - partial > _host.Options.MessageTimeout.TotalMilliseconds) Close(ConnectionEnd.MessageTimeout);
        else if (now - Volatile.Read(ref _lastRead) > _host.Options.IdleTimeout.TotalMilliseconds) Close(ConnectionEnd.Idle);
        if (_pulse?.Beat(now) is { } pulse) Feel(pulse);
        _unanswered.Wake();
    }

    private void Feel(PulseAct act)
    {
        if (act == PulseAct.Ask) _writes.Write("\r\n\r\n"u8);
        else Close(ConnectionEnd.Silent);
    }

    private ConnectionEnd End => (ConnectionEnd)Volatile.Read(ref _end);

    private bool SetEnd(ConnectionEnd why) => Interlocked.CompareExchange(ref _end, (int)why, -1) == -1;

    private void OnStopping()
    {
        Close(ConnectionEnd.ServerStopping);
        _unanswered.Wake();
    }

    private void StopReading()
    {
        Volatile.Write(ref _leaveBy, Now);
        _input.CancelPendingRead();
    }

    private async Task Read(CancellationToken stopping)
    {
        while (true)
        {
            var result = await _input.ReadAsync(CancellationToken.None);
            if (result.IsCanceled && Volatile.Read(ref _leaveBy) == Now) return;

            var buffer = result.Buffer;
            _writes.Hold();
            var goesOn = TakeAll(ref buffer, stopping);
            _writes.Release();
            _input.AdvanceTo(buffer.Start, buffer.End);
            if (!goesOn) return;
            if (result.IsCompleted)
            {
                SetEnd(ConnectionEnd.PeerClosed);
                return;
            }

            if (Volatile.Read(ref _leaveBy) != Never && _unanswered.Theirs == 0) return;
            while (_unanswered.Ours > _host.Options.MaxUnanswered && IsOpen) await _unanswered.Change();
        }
    }

    /// <summary>Takes every whole message of the buffer; false when nothing more can be read from this peer.</summary>
    private bool TakeAll(ref ReadOnlySequence<byte> buffer, CancellationToken stopping)
    {
        var now = _host.Heartbeat.Now;
        _pulse?.Heard(now);
        while (!buffer.IsEmpty)
        {
            switch (_host.Reader.Read(ref buffer, out var message, out var rejection))
            {
                case SipReadStatus.NeedMore:
                    // The clock of a message runs from its first octet, however slowly the others drip in. A line end or half a keep-alive is none.
                    if (_partialSince < 0 && !(buffer.Length < 4 && buffer.FirstSpan[0] == (byte)'\r')) Volatile.Write(ref _partialSince, now);
                    return true;
                case SipReadStatus.KeepAlive:
                    Volatile.Write(ref _lastRead, now);
                    // To the end that asks, these are answers.
                    if (_pulse is not { Asks: true }) _writes.Write("\r\n"u8);
                    break;
                case SipReadStatus.Message:
                    Volatile.Write(ref _lastRead, now);
                    Dispatch(message!, stopping);
                    break;
                case SipReadStatus.Refused:
                    Refuse(message, rejection!);
                    if (!rejection!.Fatal) break;
                    SetEnd(ConnectionEnd.MalformedInput);
                    return false;
            }

            Volatile.Write(ref _partialSince, -1);
        }

        return true;
    }

    private void Dispatch(SipMessage message, CancellationToken stopping)
    {
        _unanswered.Received(message);
        var lane = message is SipRequest request ? Lanes.Of(request) : null;
        if (lane is not null && _lanes.Wait(lane, (SipRequest)message)) return;
        var taken = _host.Receiver.Take(message, this, stopping);
        if (lane is null || taken.IsCompletedSuccessfully) return;
        _lanes.Begin(lane);
        _ = FollowLane(lane, taken, stopping);
    }

    /// <summary>Ends with the lane; does not fail, since the receiver does not.</summary>
    private async Task FollowLane(string lane, ValueTask taken, CancellationToken stopping)
    {
        await taken;
        while (_lanes.Next(lane) is { } next) await _host.Receiver.Take(next, this, stopping);
    }

    private void Refuse(SipMessage? message, SipRejection rejection)
    {
        _host.Instruments.Rejected(rejection.Reason);
        LogRefused(_host.Log, Id, Remote, rejection.Reason);
        if (message is not SipRequest request || rejection.Status == 0 || request.Method == SipMethod.Ack) return;
        var response = SipResponse.To(request, rejection.Status);
        response.Headers.Add(HeaderNames.Warning, $"399 {_host.Options.Pool.Fqdn} \"{rejection.Text}\"");
        Send(response);
    }

    /// <summary>The peer has shut its sending side only, perhaps: it gets the answers it waits for.</summary>
    private async Task FinishAnswers(CancellationToken stopping)
    {
        var by = _host.Heartbeat.Now + AnswersWithin;
        while (true)
        {
            var change = _unanswered.Change();
            if (_unanswered.Ours == 0 || _host.Heartbeat.Now > by || stopping.IsCancellationRequested) return;
            await change;
        }
    }
}
