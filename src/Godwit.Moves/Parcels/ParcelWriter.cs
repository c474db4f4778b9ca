using System.Buffers.Binary;
using System.Text;

namespace Godwit.Moves.Parcels;

/// <summary>
/// Writes one parcel after another into a buffer that it keeps: <see cref="Begin"/> and the account's fields, then per section <see cref="BeginSection"/> and its rows, field
/// by field, then <see cref="Content"/>. The caller keeps the order that <see cref="ParcelFormat"/> demands.
/// </summary>
public sealed class ParcelWriter
{
    private byte[] _buffer = new byte[64 * 1024];
    private readonly int[] _starts = new int[1 + ParcelFormat.Sections.Length];
    private int _length;
    private int _sections;
    private bool _inSection;
    private uint _rows;

    /// <summary>The parcel so far; valid until the next <see cref="Begin"/>.</summary>
    public ReadOnlySpan<byte> Content => Written.Span;

    /// <summary>As <see cref="Content"/>.</summary>
    public ReadOnlyMemory<byte> Written
    {
        get
        {
            CloseSection();
            return _buffer.AsMemory(0, _length);
        }
    }

    /// <summary>Where the account and each section begin in a parcel that is complete.</summary>
    public ReadOnlySpan<int> Starts => _starts;

    public void Begin(string address)
    {
        _length = 0;
        _sections = 0;
        _inSection = false;
        ParcelFormat.Mark.CopyTo(Room(4));
        _buffer[3] = ParcelFormat.Version;
        _length = 4;
        Text(address);
        _starts[0] = _length;
    }

    public void BeginSection()
    {
        CloseSection();
        Room(4);
        _starts[++_sections] = _length;
        _inSection = true;
        _length += 4;
    }

    public void BeginRow() => _rows++;

    /// <summary>Zigzag, then seven bits a byte, low ones first, as few bytes as it takes.</summary>
    public void Integer(long value) => Number((ulong)(value << 1 ^ value >> 63));

    public void OptionalInteger(long? value)
    {
        Room(1)[0] = value is null ? (byte)0 : (byte)1;
        _length++;
        if (value is { } number) Integer(number);
    }

    public void Text(ReadOnlySpan<byte> utf8)
    {
        Number((ulong)utf8.Length);
        Bytes(utf8);
    }

    public void Text(string text)
    {
        var size = Encoding.UTF8.GetByteCount(text);
        Number((ulong)size);
        _length += Encoding.UTF8.GetBytes(text, Room(size));
    }

    /// <summary>A text that is there, where it might be missing; <see cref="NoText"/> when it is.</summary>
    public void OptionalText(ReadOnlySpan<byte> utf8)
    {
        Number((ulong)utf8.Length + 1);
        Bytes(utf8);
    }

    public void OptionalText(string? text)
    {
        if (text is null)
        {
            NoText();
            return;
        }
        var size = Encoding.UTF8.GetByteCount(text);
        Number((ulong)size + 1);
        _length += Encoding.UTF8.GetBytes(text, Room(size));
    }

    public void NoText() => Number(0);

    private void Number(ulong value)
    {
        var room = Room(10);
        var i = 0;
        for (; value >= 0x80; value >>= 7) room[i++] = (byte)(value | 0x80);
        room[i++] = (byte)value;
        _length += i;
    }

    private void Bytes(ReadOnlySpan<byte> bytes)
    {
        bytes.CopyTo(Room(bytes.Length));
        _length += bytes.Length;
    }

    private void CloseSection()
    {
        if (_inSection) BinaryPrimitives.WriteUInt32LittleEndian(_buffer.AsSpan(_starts[_sections]), _rows);
        _inSection = false;
        _rows = 0;
    }

    private Span<byte> Room(int size)
    {
        if (_buffer.Length - _length < size) Array.Resize(ref _buffer, Math.Max(_buffer.Length * 2, _length + size));
        return _buffer.AsSpan(_length);
    }
}
