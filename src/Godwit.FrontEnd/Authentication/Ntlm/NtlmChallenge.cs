using System.Buffers.Binary;
using System.Text;

namespace Godwit.FrontEnd.Authentication.Ntlm;

/// <summary>CHALLENGE_MESSAGE ([MS-NLMP] §2.2.1.2). <see cref="Nonce"/> is the 8 octets of the server challenge.</summary>
public sealed record NtlmChallenge(byte[] Nonce, string NetBiosDomain, string NetBiosComputer, string DnsDomain, string DnsComputer)
{
    public const int NonceLength = 8;

    private const int HeaderLength = 56;

    private enum AvId : ushort { EndOfList = 0, NetBiosComputer = 1, NetBiosDomain = 2, DnsComputer = 3, DnsDomain = 4 }

    public byte[] ToBytes()
    {
        var target = Encoding.Unicode.GetBytes(NetBiosDomain);
        var pairs = TargetPairs();
        var message = new byte[HeaderLength + target.Length + pairs.Length];
        NtlmField.Signature.CopyTo(message);
        BinaryPrimitives.WriteUInt32LittleEndian(message.AsSpan(8), 2);
        NtlmField.Write(message.AsSpan(12), target.Length, HeaderLength);
        BinaryPrimitives.WriteUInt32LittleEndian(message.AsSpan(20), (uint)NtlmFlags.Offered);
        Nonce.CopyTo(message, 24);
        NtlmField.Write(message.AsSpan(40), pairs.Length, HeaderLength + target.Length);

        // VERSION (§2.2.2.10): for debugging only; NTLMSSP_REVISION_W2K3 is the one octet that is looked at.
        message[48] = 5;
        message[49] = 2;
        message[55] = 0x0F;
        target.CopyTo(message, HeaderLength);
        pairs.CopyTo(message, HeaderLength + target.Length);
        return message;
    }

    private byte[] TargetPairs()
    {
        using var pairs = new MemoryStream();
        Put(pairs, AvId.NetBiosDomain, NetBiosDomain);
        Put(pairs, AvId.NetBiosComputer, NetBiosComputer);
        Put(pairs, AvId.DnsDomain, DnsDomain);
        Put(pairs, AvId.DnsComputer, DnsComputer);
        Put(pairs, AvId.EndOfList, "");
        return pairs.ToArray();
    }

    private static void Put(MemoryStream pairs, AvId id, string value)
    {
        Span<byte> head = stackalloc byte[4];
        var text = Encoding.Unicode.GetBytes(value);
        BinaryPrimitives.WriteUInt16LittleEndian(head, (ushort)id);
        BinaryPrimitives.WriteUInt16LittleEndian(head[2..], (ushort)text.Length);
        pairs.Write(head);
        pairs.Write(text);
    }
}
