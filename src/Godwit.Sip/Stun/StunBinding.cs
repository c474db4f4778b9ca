using System.Buffers.Binary;
using System.Net;
using System.Net.Sockets;

namespace Godwit.Sip.Stun;

/// <summary>
/// STUN as a keep-alive on the port of SIP (RFC 5626 §8): a Binding Request is answered with the address it came from, so that a client behind a NAT
/// notices when that changes. Without credentials, as that section says. Pure: octets in, octets out.
/// </summary>
public static class StunBinding
{
    /// <summary>The longest answer: an error that names every attribute of the longest request.</summary>
    public const int MostOctets = 1_280;

    private const int Head = 20;
    private const uint Cookie = 0x2112A442;
    private const ushort Request = 0x0001;
    private const ushort Success = 0x0101;
    private const ushort Error = 0x0111;
    private const ushort ErrorCode = 0x0009;
    private const ushort UnknownAttributes = 0x000A;
    private const ushort XorMappedAddress = 0x0020;

    /// <summary>Attributes below this must be understood; those above need not be (RFC 5389 §15).</summary>
    private const ushort FirstOptional = 0x8000;

    /// <summary>MAPPED-ADDRESS, USERNAME, MESSAGE-INTEGRITY, REALM, NONCE: understood, and of no meaning here.</summary>
    private static ReadOnlySpan<ushort> PassedOver => [0x0001, 0x0006, 0x0008, 0x0014, 0x0015];

    /// <summary>
    /// No SIP message begins like that: two bits of zero, and the cookie behind the length (RFC 5389 §6). RFC 5626 §8 wants the two told apart by the first octet.
    /// </summary>
    public static bool Is(ReadOnlySpan<byte> datagram) =>
        datagram.Length >= Head && (datagram[0] & 0xC0) == 0 && BinaryPrimitives.ReadUInt32BigEndian(datagram[4..]) == Cookie;

    /// <summary>Writes the answer and returns its length; 0 when the datagram is none that is answered.</summary>
    /// <param name="datagram">One for which <see cref="Is"/> is true.</param>
    /// <param name="from">Where it came from.</param>
    /// <param name="answer">At least <see cref="MostOctets"/> long.</param>
    public static int Answer(ReadOnlySpan<byte> datagram, IPEndPoint from, Span<byte> answer)
    {
        if (BinaryPrimitives.ReadUInt16BigEndian(datagram) != Request || datagram.Length > MostOctets) return 0;
        var length = BinaryPrimitives.ReadUInt16BigEndian(datagram[2..]);
        if (length != datagram.Length - Head || length % 4 != 0) return 0;

        datagram[..Head].CopyTo(answer);
        var unknown = answer[(Head + 12)..];
        if (Unknown(datagram[Head..], unknown) is not { } count) return 0;
        var body = count == 0 ? WriteAddress(from, answer) : WriteError(count, answer);
        BinaryPrimitives.WriteUInt16BigEndian(answer, count == 0 ? Success : Error);
        BinaryPrimitives.WriteUInt16BigEndian(answer[2..], (ushort)body);
        return Head + body;
    }

    /// <summary>Writes the numbers of the attributes that would have to be understood, and says how many; null when the attributes can't be read.</summary>
    private static int? Unknown(ReadOnlySpan<byte> attributes, Span<byte> unknown)
    {
        var count = 0;
        while (!attributes.IsEmpty)
        {
            if (attributes.Length < 4) return null;
            var type = BinaryPrimitives.ReadUInt16BigEndian(attributes);
            // RFC 5389 §15: padded to a multiple of four.
            var size = 4 + ((BinaryPrimitives.ReadUInt16BigEndian(attributes[2..]) + 3) & ~3);
            if (size > attributes.Length) return null;
            if (type < FirstOptional && !PassedOver.Contains(type)) BinaryPrimitives.WriteUInt16BigEndian(unknown[(2 * count++)..], type);
            attributes = attributes[size..];
        }

        return count;
    }

    /// <summary>RFC 5389 §15.2: masked, lest a NAT that looks into datagrams changes it.</summary>
    private static int WriteAddress(IPEndPoint from, Span<byte> answer)
    {
        var address = from.Address.IsIPv4MappedToIPv6 ? from.Address.MapToIPv4() : from.Address;
        var isV6 = address.AddressFamily == AddressFamily.InterNetworkV6;
        var size = isV6 ? 16 : 4;
        var attribute = answer[Head..];
        BinaryPrimitives.WriteUInt16BigEndian(attribute, XorMappedAddress);
        BinaryPrimitives.WriteUInt16BigEndian(attribute[2..], (ushort)(4 + size));
        BinaryPrimitives.WriteUInt16BigEndian(attribute[4..], (ushort)(isV6 ? 2 : 1));
        BinaryPrimitives.WriteUInt16BigEndian(attribute[6..], (ushort)(from.Port ^ (int)(Cookie >> 16)));
        var octets = attribute.Slice(8, size);
        address.TryWriteBytes(octets, out _);
        // The mask is the cookie and, for IPv6, the transaction id behind it.
        for (var i = 0; i < size; i++) octets[i] ^= answer[4 + i];
        return 8 + size;
    }

    /// <summary>RFC 5389 §7.3.1: 420, with the numbers that were written behind it.</summary>
    private static int WriteError(int count, Span<byte> answer)
    {
        var attribute = answer[Head..];
        BinaryPrimitives.WriteUInt16BigEndian(attribute, ErrorCode);
        BinaryPrimitives.WriteUInt16BigEndian(attribute[2..], 4);
        BinaryPrimitives.WriteUInt32BigEndian(attribute[4..], (4 << 8) | 20);
        BinaryPrimitives.WriteUInt16BigEndian(attribute[8..], UnknownAttributes);
        BinaryPrimitives.WriteUInt16BigEndian(attribute[10..], (ushort)(2 * count));
        var size = (12 + (2 * count) + 3) & ~3;
        attribute[(12 + (2 * count))..size].Clear();
        return size;
    }
}
