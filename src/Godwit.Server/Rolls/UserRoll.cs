using Godwit.Pool.Users;

namespace Godwit.Server.Rolls;

internal enum UserSort { Address, Name, Pool }

/// <summary>The forest's users in the orders that administrators ask for, and how many there are of each kind.</summary>
internal sealed class UserRoll : IDisposable
{
    private readonly ForestView _forest;
    private readonly UserOrder[] _orders =
    [
        new((a, b) => a.Address.CompareTo(b.Address)),
        new((a, b) => string.Compare(a.DisplayName, b.DisplayName, StringComparison.OrdinalIgnoreCase) is not 0 and var name ? name : a.Address.CompareTo(b.Address)),
        new((a, b) => string.Compare(a.HomePool, b.HomePool, StringComparison.OrdinalIgnoreCase) is not 0 and var pool ? pool : a.Address.CompareTo(b.Address)),
    ];

    private volatile RollCount _count = new([]);

    public UserRoll(ForestView forest)
    {
        _forest = forest;
        forest.Changed += Take;
        foreach (var order in _orders) order.Begin(forest.Users);
    }

    public DirectoryUser[] By(UserSort sort) => _orders[(int)sort].Read();

    public RollCount Count()
    {
        var users = By(UserSort.Address);
        var count = _count;
        return count.Users == users ? count : _count = new RollCount(users);
    }

    public void Dispose() => _forest.Changed -= Take;

    private void Take(DirectoryUser? before, DirectoryUser? after)
    {
        if ((before ?? after)?.Address is not { } address) return;
        foreach (var order in _orders) order.Note(address, after);
    }
}

/// <summary>How many users there are of each kind.</summary>
internal sealed class RollCount
{
    private readonly Dictionary<string, int> _homed = new(StringComparer.OrdinalIgnoreCase);

    public RollCount(DirectoryUser[] users)
    {
        Users = users;
        foreach (var user in users)
        {
            if (!user.Enabled) Disabled++;
            if (user.HomePool is { } home) _homed[home] = _homed.GetValueOrDefault(home) + 1;
            else if (user.Enabled) Unassigned++;
        }
    }

    public DirectoryUser[] Users { get; }

    public int Disabled { get; }

    public int Unassigned { get; }

    public int HomedOn(string pool) => _homed.GetValueOrDefault(pool);
}
