using System.Buffers;
using System.IO.Pipelines;
using Godwit.Sip.Messages;
using Godwit.Sip.Wire;

namespace Godwit.FrontEnd.Connections;

/// <summary>
/// The way out of one connection. Messages go straight into the transport's pipe; while a flush is under way (the peer reads slowly) they
/// wait in memory, up to a limit. Held writes leave together: answers to one read cost one write.
/// </summary>
internal sealed class WriteQueue(PipeWriter output, int limit)
{
    private const int KeepAtMost = 64 * 1024;

    private readonly Lock _lock = new();
    private ArrayBufferWriter<byte>? _waiting;
    private Task _flushing = Task.CompletedTask;
    private bool _isFlushing;
    private bool _isDirty;
    private bool _takesMore = true;
    private bool _isClosed;
    private int _holds;

    /// <summary>Queues a message; false when too much waits for the peer already.</summary>
    public bool Write(SipMessage message)
    {
        lock (_lock)
        {
            if (_isClosed || !_takesMore) return true;
            if (_isFlushing)
            {
                SipMessageWriter.Write(_waiting ??= new ArrayBufferWriter<byte>(4096), message);
                return _waiting.WrittenCount <= limit;
            }

            SipMessageWriter.Write(output, message);
            _isDirty = true;
            if (_holds == 0 || output.UnflushedBytes > KeepAtMost) Flush();
            return true;
        }
    }

    /// <summary>As <see cref="Write(SipMessage)"/>, for bytes that are no message (CRLF).</summary>
    public void Write(ReadOnlySpan<byte> bytes)
    {
        lock (_lock)
        {
            // Nothing waits for a keep-alive's echo: a peer that does not read does not get one.
            if (_isClosed || _isFlushing || !_takesMore) return;
            output.Write(bytes);
            _isDirty = true;
            if (_holds == 0) Flush();
        }
    }

    /// <summary>From here on writes wait for <see cref="Release"/>.</summary>
    public void Hold()
    {
        lock (_lock) _holds++;
    }

    public void Release()
    {
        lock (_lock)
            if (--_holds == 0 && _isDirty && !_isFlushing && !_isClosed) Flush();
    }

    /// <summary>Takes no more; the task ends when everything queued has left, or the peer is gone.</summary>
    public Task Close()
    {
        lock (_lock)
        {
            // What comes now would be written after the transport has taken its pipe back.
            _takesMore = false;
            if (_isDirty && !_isFlushing && !_isClosed) Flush();
            if (!_isFlushing) _isClosed = true;
            return _flushing;
        }
    }

    private void Flush()
    {
        _isDirty = false;
        ValueTask<FlushResult> flush;
        try
        {
            flush = output.FlushAsync(CancellationToken.None);
        }
        catch (Exception e) when (IsPeerGone(e))
        {
            _isClosed = true;
            return;
        }

        if (flush.IsCompletedSuccessfully)
        {
            _isClosed |= flush.Result.IsCompleted;
            return;
        }

        _isFlushing = true;
        _flushing = FlushOn(flush);
    }

    private async Task FlushOn(ValueTask<FlushResult> flush)
    {
        while (true)
        {
            var isPeerGone = false;
            try
            {
                isPeerGone = (await flush).IsCompleted;
            }
            catch (Exception e) when (IsPeerGone(e))
            {
                isPeerGone = true;
            }

            lock (_lock)
            {
                _isClosed |= isPeerGone;
                if (_isClosed || (_waiting is not { WrittenCount: > 0 } && !_isDirty))
                {
                    _isFlushing = false;
                    _isClosed |= !_takesMore;
                    _waiting = null;
                    return;
                }

                if (_waiting is { WrittenCount: > 0 } waiting)
                {
                    output.Write(waiting.WrittenSpan);
                    if (waiting.Capacity > KeepAtMost) _waiting = null;
                    else waiting.ResetWrittenCount();
                }

                _isDirty = false;
                try
                {
                    flush = output.FlushAsync(CancellationToken.None);
                }
                catch (Exception e) when (IsPeerGone(e))
                {
                    _isClosed = true;
                    _isFlushing = false;
                    return;
                }
            }
        }
    }

    /// <summary>What a transport throws when the other end is not there any more.</summary>
    private static bool IsPeerGone(Exception e) =>
        e is IOException or ObjectDisposedException or InvalidOperationException or OperationCanceledException or System.Net.Sockets.SocketException;
}
