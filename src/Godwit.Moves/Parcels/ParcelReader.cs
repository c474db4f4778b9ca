using System.Buffers.Binary;
using System.Text;

namespace Godwit.Moves.Parcels;

/// <summary>Reads a parcel field by field; texts are slices of it. Throws <see cref="ParcelFormatException"/> on bytes that are no parcel.</summary>
public ref struct ParcelReader
{
    private readonly ReadOnlySpan<byte> _content;
    private int _at;

    public ParcelReader(ReadOnlySpan<byte> content)
    {
        _content = content;
        if (content.Length < 4 || !content.StartsWith(ParcelFormat.Mark)) throw new ParcelFormatException("These bytes are not a user parcel");
        if (content[3] != ParcelFormat.Version) throw new ParcelFormatException($"Version {content[3]} of the user parcel is not known here");
        _at = 4;
    }

    /// <summary>Goes on where another reader of the same parcel was.</summary>
    public ParcelReader(ReadOnlySpan<byte> content, int at)
    {
        _content = content;
        _at = at;
    }

    /// <summary>How many bytes were read.</summary>
    public readonly int At => _at;

    /// <summary>How many rows the section that begins here has.</summary>
    public int Rows()
    {
        if (_content.Length - _at < 4) throw Cut();
        var rows = BinaryPrimitives.ReadUInt32LittleEndian(_content[_at..]);
        _at += 4;
        // A row has at least a byte: a larger number can't be true, and nobody shall allocate for it.
        return rows <= (uint)(_content.Length - _at) ? (int)rows : throw Cut();
    }

    public long Integer()
    {
        var value = Number();
        return (long)(value >> 1) ^ -(long)(value & 1);
    }

    public long? OptionalInteger() => Number() switch
    {
        0 => null,
        1 => Integer(),
        _ => throw new ParcelFormatException("The user parcel has a value that is neither there nor missing"),
    };

    public ReadOnlySpan<byte> Text() => Bytes(Number());

    /// <summary>False when the text is missing.</summary>
    public bool OptionalText(out ReadOnlySpan<byte> utf8)
    {
        var size = Number();
        utf8 = size == 0 ? default : Bytes(size - 1);
        return size != 0;
    }

    public string String() => Encoding.UTF8.GetString(Text());

    public string? OptionalString() => OptionalText(out var utf8) ? Encoding.UTF8.GetString(utf8) : null;

    public bool Flag() => Integer() != 0;

    /// <summary>Nothing may follow the last section.</summary>
    public readonly void End()
    {
        if (_at != _content.Length) throw new ParcelFormatException("The user parcel goes on after its end");
    }

    private ReadOnlySpan<byte> Bytes(ulong size)
    {
        if (size > (ulong)(_content.Length - _at)) throw Cut();
        var bytes = _content.Slice(_at, (int)size);
        _at += (int)size;
        return bytes;
    }

    private ulong Number()
    {
        var value = 0UL;
        for (var shift = 0; shift < 70; shift += 7)
        {
            if (_at == _content.Length) throw Cut();
            var next = _content[_at++];
            value |= (ulong)(next & 0x7f) << shift;
            if (next < 0x80) return value;
        }
        throw new ParcelFormatException("The user parcel has a number without end");
    }

    private static ParcelFormatException Cut() => new("The user parcel is cut off");
}

/// <summary>Bytes that are no parcel of a version known here, or not its canonical form.</summary>
public sealed class ParcelFormatException(string message) : Exception(message);
