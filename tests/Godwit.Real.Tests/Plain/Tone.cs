using System.Buffers.Binary;
using System.Text;

namespace Godwit.Real.Tests.Plain;

/// <summary>A minute of 440 Hz for a client that has no microphone.</summary>
internal static class Tone
{
    private const int Rate = 8_000;
    private const int Samples = Rate * 60;

    /// <summary>A WAV file: 16 bits, mono.</summary>
    public static byte[] Wav()
    {
        var wav = new byte[44 + (2 * Samples)];
        var span = wav.AsSpan();
        Encoding.ASCII.GetBytes("RIFF....WAVEfmt ", span);
        BinaryPrimitives.WriteInt32LittleEndian(span[4..], wav.Length - 8);
        BinaryPrimitives.WriteInt32LittleEndian(span[16..], 16);
        BinaryPrimitives.WriteInt16LittleEndian(span[20..], 1);
        BinaryPrimitives.WriteInt16LittleEndian(span[22..], 1);
        BinaryPrimitives.WriteInt32LittleEndian(span[24..], Rate);
        BinaryPrimitives.WriteInt32LittleEndian(span[28..], 2 * Rate);
        BinaryPrimitives.WriteInt16LittleEndian(span[32..], 2);
        BinaryPrimitives.WriteInt16LittleEndian(span[34..], 16);
        Encoding.ASCII.GetBytes("data", span[36..]);
        BinaryPrimitives.WriteInt32LittleEndian(span[40..], 2 * Samples);
        for (var i = 0; i < Samples; i++) BinaryPrimitives.WriteInt16LittleEndian(span[(44 + (2 * i))..], (short)(8_000 * Math.Sin(2 * Math.PI * 440 * i / Rate)));
        return wav;
    }
}
