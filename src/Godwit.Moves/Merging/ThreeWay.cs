namespace Godwit.Moves.Merging;

/// <summary>The rule of every three-way merge: whoever changed it is followed; where both did, <paramref name="parcelIsLater"/> says whose change is the later one.</summary>
internal sealed class ThreeWay(bool parcelIsLater, MergeNotes notes)
{
    public MergeNotes Notes => notes;

    /// <summary>One value. <paramref name="conflict"/> is told what stays and what does not.</summary>
    public T Value<T>(T before, T parcel, T home, Action<T, T> conflict)
    {
        var same = EqualityComparer<T>.Default;
        if (same.Equals(parcel, home) || same.Equals(parcel, before)) return home;
        if (same.Equals(home, before)) return parcel;
        var (kept, other) = parcelIsLater ? (parcel, home) : (home, parcel);
        conflict(kept, other);
        return kept;
    }

    /// <summary>Rows by their keys, those of the home first. Who deletes what the other side has not touched is followed; what was changed there stays.</summary>
    /// <param name="name">For the notes.</param>
    /// <param name="both">What becomes of a row that both sides have and see differently: before (null: neither had it), in the parcel, at home.</param>
    public List<T> Rows<T, TKey>(IEnumerable<T> before, IEnumerable<T> parcel, IEnumerable<T> home, Func<T, TKey> key, IEqualityComparer<TKey>? comparer, Func<T, LostItem> name, Func<T?, T, T, T> both, IEqualityComparer<T>? same = null)
        where T : class
        where TKey : notnull
    {
        same ??= EqualityComparer<T>.Default;
        var (was, there) = (Keyed(before, key, comparer), Keyed(parcel, key, comparer));
        var merged = new List<T>();
        var seen = new HashSet<TKey>(comparer);
        foreach (var row in home)
        {
            if (!seen.Add(key(row))) continue;
            var (old, other) = (was.GetValueOrDefault(key(row)), there.GetValueOrDefault(key(row)));
            if (other is null)
            {
                if (old is not null && same.Equals(old, row)) continue;
                if (old is not null) notes.DeletedAndChanged(name(row));
                merged.Add(row);
            }
            else if (same.Equals(other, row) || (old is not null && same.Equals(other, old))) merged.Add(row);
            else merged.Add(old is not null && same.Equals(row, old) ? other : both(old, other, row));
        }

        foreach (var (at, row) in there)
        {
            if (seen.Contains(at)) continue;
            var old = was.GetValueOrDefault(at);
            if (old is not null && same.Equals(old, row)) continue;
            if (old is not null) notes.DeletedAndChanged(name(row));
            merged.Add(row);
        }

        return merged;
    }

    /// <summary>The later one of two rows that both sides have.</summary>
    public T Later<T>(T parcel, T home, Func<T, LostItem> name)
    {
        notes.Changed(name(home));
        return parcelIsLater ? parcel : home;
    }

    /// <summary>Nothing of the home's is ever cut; what comes with the parcel is taken as long as there is room.</summary>
    public void Fit<T>(List<T> rows, int most, Func<T, bool> isHome, Func<T, LostItem> name)
    {
        for (var i = rows.Count - 1; i >= 0 && rows.Count > most; i--)
        {
            if (isHome(rows[i])) continue;
            notes.DoesNotFit(name(rows[i]));
            rows.RemoveAt(i);
        }
    }

    private static Dictionary<TKey, T> Keyed<T, TKey>(IEnumerable<T> rows, Func<T, TKey> key, IEqualityComparer<TKey>? comparer) where TKey : notnull
    {
        var keyed = new Dictionary<TKey, T>(comparer);
        foreach (var row in rows) keyed.TryAdd(key(row), row);
        return keyed;
    }
}
