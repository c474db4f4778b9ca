using System.Text;

namespace Godwit.Receipts;

/// <summary>Writes the fields of receipts: numbers seven bits a byte, texts behind their length, times as 100 ns since 1970.</summary>
internal sealed class FormWriter
{
    private byte[] _buffer = new byte[512];

    public int Length { get; private set; }

    public ReadOnlySpan<byte> Content => _buffer.AsSpan(0, Length);

    public void Byte(byte value)
    {
        Room(1)[0] = value;
        Length++;
    }

    public void Flag(bool value) => Byte(value ? (byte)1 : (byte)0);

    public void Number(ulong value)
    {
        var room = Room(10);
        var i = 0;
        for (; value >= 0x80; value >>= 7) room[i++] = (byte)(value | 0x80);
        room[i++] = (byte)value;
        Length += i;
    }

    public void Bytes(ReadOnlySpan<byte> bytes)
    {
        bytes.CopyTo(Room(bytes.Length));
        Length += bytes.Length;
    }

    public void Text(string text)
    {
        var size = Encoding.UTF8.GetByteCount(text);
        Number((ulong)size);
        Length += Encoding.UTF8.GetBytes(text, Room(size));
    }

    public void Digest(string hex)
    {
        if (hex.Length != 64) throw new FormatException($"'{hex}' is no SHA-256 digest");
        Convert.FromHexString(hex, Room(32), out _, out _);
        Length += 32;
    }

    public void Time(DateTimeOffset time) => Number((ulong)(time.UtcTicks - DateTimeOffset.UnixEpoch.UtcTicks));

    public void Time(DateTimeOffset? time)
    {
        Flag(time is not null);
        if (time is { } given) Time(given);
    }

    private Span<byte> Room(int size)
    {
        if (_buffer.Length - Length < size) Array.Resize(ref _buffer, Math.Max(_buffer.Length * 2, Length + size));
        return _buffer.AsSpan(Length);
    }
}
