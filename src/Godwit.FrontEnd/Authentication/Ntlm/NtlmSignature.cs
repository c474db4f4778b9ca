using System.Buffers.Binary;
using System.Security.Cryptography;
using Org.BouncyCastle.Crypto.Engines;
using Org.BouncyCastle.Crypto.Parameters;

namespace Godwit.FrontEnd.Authentication.Ntlm;

/// <summary>NTLMSSP_MESSAGE_SIGNATURE with extended session security, datagram mode ([MS-NLMP] §3.4.4.2): RC4 starts anew for each message.</summary>
public static class NtlmSignature
{
    public const int Length = 16;

    /// <summary>[MS-SIPAE] §3.2.5.2: every message of either side has this sequence number; the counters are cnum and snum.</summary>
    public const uint SequenceNumber = 100;

    public static byte[] Compute(ReadOnlySpan<byte> signKey, ReadOnlySpan<byte> sealKey, ReadOnlySpan<byte> buffer)
    {
        Span<byte> sequence = stackalloc byte[4];
        BinaryPrimitives.WriteUInt32LittleEndian(sequence, SequenceNumber);
        var sum = HMACMD5.HashData(signKey, [.. sequence, .. buffer]);

        var signature = new byte[Length];
        signature[0] = 1;
        Rc4(MD5.HashData([.. sealKey, .. sequence]), sum.AsSpan(0, 8), signature.AsSpan(4));
        sequence.CopyTo(signature.AsSpan(12));
        return signature;
    }

    internal static void Rc4(byte[] key, ReadOnlySpan<byte> input, Span<byte> output)
    {
        var cipher = new RC4Engine();
        cipher.Init(true, new KeyParameter(key));
        cipher.ProcessBytes(input, output);
    }
}
