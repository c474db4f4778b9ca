using Godwit.Pool.Users;

namespace Godwit.Server.Rolls;

/// <summary>
/// All users in one order. Changes are noted as they come and worked in when somebody reads, so that neither a reader sorts a hundred thousand users nor a move of thousands
/// pays for nobody. What was read does not change any more.
/// </summary>
internal sealed class UserOrder(Comparison<DirectoryUser> order)
{
    private readonly Lock _lock = new();
    private Dictionary<SipAddress, DirectoryUser?> _pending = [];
    private DirectoryUser[] _users = [];

    /// <summary>The same array as long as nobody has changed.</summary>
    public DirectoryUser[] Read()
    {
        lock (_lock)
        {
            if (_pending.Count == 0) return _users;
            _users = Merge(_users, _pending, order);
            _pending = [];
            return _users;
        }
    }

    public void Note(SipAddress user, DirectoryUser? now)
    {
        lock (_lock) _pending[user] = now;
    }

    /// <summary>What was known before anybody told of changes: a change that was noted is newer.</summary>
    public void Begin(IEnumerable<DirectoryUser> users)
    {
        lock (_lock)
            foreach (var user in users) _pending.TryAdd(user.Address, user);
    }

    private static DirectoryUser[] Merge(DirectoryUser[] old, Dictionary<SipAddress, DirectoryUser?> changes, Comparison<DirectoryUser> order)
    {
        var added = changes.Values.OfType<DirectoryUser>().ToArray();
        Array.Sort(added, order);
        var merged = new List<DirectoryUser>(old.Length + added.Length);
        var next = 0;
        foreach (var user in old)
        {
            if (changes.ContainsKey(user.Address)) continue;
            while (next < added.Length && order(added[next], user) < 0) merged.Add(added[next++]);
            merged.Add(user);
        }

        merged.AddRange(added.AsSpan(next));
        return [.. merged];
    }
}
