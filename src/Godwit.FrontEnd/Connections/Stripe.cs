using System.Diagnostics.CodeAnalysis;

namespace Godwit.FrontEnd.Connections;

/// <summary>A part of a large table, with a lock of its own. Inside the lock of a user's stripe that of a URI may be taken, never the other way round.</summary>
internal sealed class Stripe<TKey, TValue>(IEqualityComparer<TKey>? comparer)
    where TKey : notnull
{
    public Lock Lock { get; } = new();

    /// <summary>Only inside the lock.</summary>
    public Dictionary<TKey, TValue> Entries { get; } = new(comparer);

    public static Stripe<TKey, TValue>[] Many(int count, IEqualityComparer<TKey>? comparer = null)
    {
        var stripes = new Stripe<TKey, TValue>[count];
        for (var i = 0; i < count; i++) stripes[i] = new Stripe<TKey, TValue>(comparer);
        return stripes;
    }

    public bool TryFind(TKey key, [MaybeNullWhen(false)] out TValue value)
    {
        lock (Lock) return Entries.TryGetValue(key, out value);
    }
}
