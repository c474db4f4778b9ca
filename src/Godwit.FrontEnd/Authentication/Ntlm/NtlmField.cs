using System.Buffers.Binary;

namespace Godwit.FrontEnd.Authentication.Ntlm;

/// <summary>A field of an NTLM message: length, maximum length, offset (8 octets), pointing into the payload ([MS-NLMP] §2.2.1).</summary>
internal static class NtlmField
{
    public static ReadOnlySpan<byte> Signature => "NTLMSSP\0"u8;

    public static void Write(Span<byte> at, int length, int offset)
    {
        BinaryPrimitives.WriteUInt16LittleEndian(at, (ushort)length);
        BinaryPrimitives.WriteUInt16LittleEndian(at[2..], (ushort)length);
        BinaryPrimitives.WriteInt32LittleEndian(at[4..], offset);
    }

    /// <summary>False when the field does not lie inside the message, behind its fixed part.</summary>
    public static bool TryRead(ReadOnlySpan<byte> message, int at, int fixedLength, out ReadOnlySpan<byte> value)
    {
        value = default;
        var length = BinaryPrimitives.ReadUInt16LittleEndian(message[at..]);
        if (length == 0) return true;
        var offset = BinaryPrimitives.ReadUInt32LittleEndian(message[(at + 4)..]);
        if (offset < fixedLength || offset > (uint)message.Length || length > (uint)message.Length - offset) return false;
        value = message.Slice((int)offset, length);
        return true;
    }
}
