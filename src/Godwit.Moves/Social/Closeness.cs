namespace Godwit.Moves.Social;

/// <summary>How close users who are not placed yet are to the batch that is being filled; the closest is found without a search.</summary>
internal sealed class Closeness
{
    private readonly int[] _closeness;
    private readonly bool[] _placed;
    private readonly List<int> _touched = [];

    /// <summary>By closeness. A user who comes closer leaves her old entries behind, which are passed over later.</summary>
    private readonly List<int>[] _entries;
    private int _highest;

    /// <summary>A member of the batch draws a user by 2 at most; a contact list may name somebody twice, so there is no more to be had than the last place.</summary>
    public Closeness(int users, int batchSize)
    {
        _closeness = new int[users];
        _placed = new bool[users];
        _entries = [.. Enumerable.Range(0, (2 * batchSize) + 1).Select(_ => new List<int>())];
    }

    public bool IsPlaced(int user) => _placed[user];

    public void Place(int user) => _placed[user] = true;

    /// <summary>Somebody of the batch has the user, or is had by her.</summary>
    public void Draw(int user)
    {
        if (_placed[user] || _closeness[user] == _entries.Length - 1) return;
        if (_closeness[user]++ == 0) _touched.Add(user);
        _entries[_closeness[user]].Add(user);
        _highest = Math.Max(_highest, _closeness[user]);
    }

    /// <summary>The closest who is not placed; negative when nobody is close at all.</summary>
    public int TakeClosest()
    {
        for (; _highest > 0; _highest--)
        {
            var entries = _entries[_highest];
            while (entries.Count > 0)
            {
                var user = entries[^1];
                entries.RemoveAt(entries.Count - 1);
                if (!_placed[user] && _closeness[user] == _highest) return user;
            }
        }

        return -1;
    }

    /// <summary>The batch is full: who is close to the next one is open.</summary>
    public void Clear()
    {
        foreach (var user in _touched)
        {
            foreach (var entries in _entries.AsSpan(1, _closeness[user])) entries.Clear();
            _closeness[user] = 0;
        }

        _touched.Clear();
        _highest = 0;
    }
}
