namespace Godwit.FrontEnd.Authentication;

/// <summary>A dictionary of bounded size and age: the entry that was set longest ago makes room. Not thread-safe.</summary>
internal sealed class RecentEntries<TKey, TValue>(int capacity, TimeSpan lifetime, TimeProvider time)
    where TKey : notnull
{
    private readonly Dictionary<TKey, LinkedListNode<Entry>> _entries = [];
    private readonly LinkedList<Entry> _byAge = new();

    private readonly record struct Entry(TKey Key, TValue Value, DateTimeOffset SetAt);

    public int Count => _entries.Count;

    public bool TryGet(TKey key, out TValue value, out DateTimeOffset setAt)
    {
        if (_entries.TryGetValue(key, out var node) && time.GetUtcNow() - node.Value.SetAt < lifetime)
        {
            (value, setAt) = (node.Value.Value, node.Value.SetAt);
            return true;
        }

        (value, setAt) = (default!, default);
        return false;
    }

    /// <summary>Returns when the entry was set that had to make room for this one, if any had.</summary>
    public DateTimeOffset? Set(TKey key, TValue value)
    {
        Remove(key);
        DateTimeOffset? evicted = null;
        if (_entries.Count >= capacity)
        {
            var oldest = _byAge.First!.Value;
            evicted = oldest.SetAt;
            Remove(oldest.Key);
        }

        _entries[key] = _byAge.AddLast(new Entry(key, value, time.GetUtcNow()));
        return evicted;
    }

    public void Remove(TKey key)
    {
        if (!_entries.Remove(key, out var node)) return;
        _byAge.Remove(node);
    }
}
