using System.Text;

namespace Godwit.Receipts;

/// <summary>The other way round than <see cref="FormWriter"/>. Throws <see cref="FormatException"/> on bytes that are no receipt.</summary>
internal ref struct FormReader(ReadOnlySpan<byte> content)
{
    private ReadOnlySpan<byte> _rest = content;

    public readonly bool AtEnd => _rest.IsEmpty;

    public byte Byte() => Bytes(1)[0];

    public bool Flag() => Byte() switch
    {
        0 => false,
        1 => true,
        _ => throw new FormatException("A receipt has a value that is neither there nor missing"),
    };

    public ulong Number()
    {
        var value = 0UL;
        for (var shift = 0; shift < 70; shift += 7)
        {
            var next = Byte();
            value |= (ulong)(next & 0x7f) << shift;
            if (next < 0x80) return value;
        }
        throw new FormatException("A receipt has a number without end");
    }

    /// <summary>A number of things that follow, each of at least a byte.</summary>
    public int Count()
    {
        var count = Number();
        return count <= (ulong)_rest.Length ? (int)count : throw Cut();
    }

    public ReadOnlySpan<byte> Bytes(int size)
    {
        if (size > _rest.Length) throw Cut();
        var bytes = _rest[..size];
        _rest = _rest[size..];
        return bytes;
    }

    public string Text() => Encoding.UTF8.GetString(Bytes(Count()));

    public string Digest() => Convert.ToHexStringLower(Bytes(32));

    public DateTimeOffset Time()
    {
        var ticks = Number();
        return ticks <= (ulong)(DateTimeOffset.MaxValue.UtcTicks - DateTimeOffset.UnixEpoch.UtcTicks)
            ? DateTimeOffset.UnixEpoch.AddTicks((long)ticks)
            : throw new FormatException("A receipt has a time that does not exist");
    }

    public DateTimeOffset? OptionalTime() => Flag() ? Time() : null;

    private static FormatException Cut() => new("A receipt is cut off");
}
