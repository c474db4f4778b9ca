using System.Buffers;
using Godwit.Sip.Messages;
using Godwit.Sip.Wire;

namespace Godwit.FrontEnd.Connections;

/// <summary>
/// What one thread that reads the UDP socket answers to the datagrams that lay there: it leaves together once they are all dealt with, so that a peer who waits
/// for several answers is woken once.
/// </summary>
internal sealed class UdpBatch
{
    /// <summary>Datagrams that are read before the first of them is answered.</summary>
    public const int Most = 32;

    private const int KeepAtMost = 1024 * 1024;

    [ThreadStatic]
    private static UdpBatch? _current;

    private readonly List<(int Start, int Length, UdpFlow Flow)> _waiting = [];
    private ArrayBufferWriter<byte> _octets = new(64 * 1024);

    /// <summary>Takes what is sent on this thread; null when it is sent at once.</summary>
    public static UdpBatch? Current => _current;

    /// <summary>From here on to <see cref="Send"/>.</summary>
    public void Open() => _current = this;

    /// <summary>The octets that the message takes.</summary>
    public int Add(SipMessage message, UdpFlow flow, int most)
    {
        var start = _octets.WrittenCount;
        SipMessageWriter.Write(_octets, message);
        var length = _octets.WrittenCount - start;
        if (length <= most) _waiting.Add((start, length, flow));
        return length;
    }

    public void Send(UdpFlows flows)
    {
        _current = null;
        foreach (var (start, length, flow) in _waiting) flows.Send(_octets.WrittenSpan.Slice(start, length), flow);
        _waiting.Clear();
        if (_octets.Capacity > KeepAtMost) _octets = new ArrayBufferWriter<byte>(64 * 1024);
        else _octets.ResetWrittenCount();
    }
}
