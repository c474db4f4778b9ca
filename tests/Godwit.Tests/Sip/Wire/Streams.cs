using System.Buffers;
using System.Text;
using Godwit.Sip.Messages;
using Godwit.Sip.Wire;

namespace Godwit.Tests.Sip.Wire;

/// <summary>Bytes for the reader, whole or in pieces.</summary>
internal static class Streams
{
    /// <summary>UTF-8 of the text with CRLF line ends.</summary>
    public static byte[] Bytes(string text) => Encoding.UTF8.GetBytes(text.ReplaceLineEndings("\r\n"));

    public static ReadOnlySequence<byte> Sequence(byte[] bytes, params int[] cuts)
    {
        var first = new Piece(bytes.AsMemory(0, cuts.Length == 0 ? bytes.Length : cuts[0]), null);
        var last = first;
        for (var i = 0; i < cuts.Length; i++)
            last = new Piece(bytes.AsMemory(cuts[i]..(i + 1 < cuts.Length ? cuts[i + 1] : bytes.Length)), last);
        return new ReadOnlySequence<byte>(first, 0, last, last.Memory.Length);
    }

    public static (SipReadStatus Status, SipMessage? Message, SipRejection? Rejection, int Left) Read(byte[] bytes, SipLimits? limits = null)
    {
        var input = new ReadOnlySequence<byte>(bytes);
        var status = new SipMessageReader(limits ?? new SipLimits()).Read(ref input, out var message, out var rejection);
        return (status, message, rejection, (int)input.Length);
    }

    private sealed class Piece : ReadOnlySequenceSegment<byte>
    {
        public Piece(ReadOnlyMemory<byte> memory, Piece? before)
        {
            Memory = memory;
            if (before is null) return;
            RunningIndex = before.RunningIndex + before.Memory.Length;
            before.Next = this;
        }
    }
}
