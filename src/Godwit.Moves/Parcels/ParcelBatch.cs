using System.Buffers;
using System.Collections;

namespace Godwit.Moves.Parcels;

/// <summary>
/// The parcels of a batch, side by side in memory that others use again once this is disposed. That is for whoever can tell that nobody reads them any more;
/// without it they are ordinary memory.
/// </summary>
public sealed class ParcelBatch(int users) : IReadOnlyList<UserParcel>, IDisposable
{
    private const long MostAtOnce = 1024 * 1024;

    private readonly List<UserParcel> _parcels = new(users);
    private readonly List<byte[]> _chunks = [];
    private int _used;

    public int Count => _parcels.Count;

    public UserParcel this[int index] => _parcels[index];

    public void Add(UserParcel parcel)
    {
        var size = parcel.Content.Length;
        if (_chunks.Count == 0 || _chunks[^1].Length - _used < size)
        {
            _chunks.Add(ArrayPool<byte>.Shared.Rent((int)Math.Max(size, Math.Min(MostAtOnce, (long)size * (users - _parcels.Count)))));
            _used = 0;
        }

        var place = _chunks[^1].AsMemory(_used, size);
        parcel.Content.CopyTo(place);
        _used += size;
        _parcels.Add(parcel with { Content = place });
    }

    public IEnumerator<UserParcel> GetEnumerator() => _parcels.GetEnumerator();

    public void Dispose()
    {
        foreach (var chunk in _chunks) ArrayPool<byte>.Shared.Return(chunk);
        _chunks.Clear();
        _parcels.Clear();
    }

    IEnumerator IEnumerable.GetEnumerator() => GetEnumerator();
}
