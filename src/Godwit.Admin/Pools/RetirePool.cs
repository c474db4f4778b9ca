namespace Godwit.Admin.Pools;

/// <summary>With <paramref name="Force"/> users who are homed there become Unassigned Users, and what depends on the pool is not asked about; their data is kept.</summary>
public sealed record RetirePool(bool Force)
{
    /// <summary>Needs force. <c>elsewhere</c>: of users whose own data is at their home on another pool; <c>all</c>: everybody's, meetings included. Null = nobody's.</summary>
    public string? DeleteData { get; init; }
}

/// <summary>What came of it. <paramref name="Users"/>: those who were in the way, or were made unassigned.</summary>
public sealed record RetireResult(bool Retired, string Reason, IReadOnlyList<string> Users)
{
    /// <summary>Moves under way from the pool or to it.</summary>
    public IReadOnlyList<string> Moves { get; init; } = [];

    /// <summary>Users whose data still has to follow from there after a forced move.</summary>
    public IReadOnlyList<string> Awaited { get; init; } = [];

    /// <summary>Users whose moves from there could have been undone.</summary>
    public IReadOnlyList<string> UndoCopies { get; init; } = [];

    /// <summary>Users whose data was deleted.</summary>
    public int Deleted { get; init; }

    /// <summary>What was deleted, in words.</summary>
    public IReadOnlyList<string> DeletedItems { get; init; } = [];
}

/// <summary>A pool that is no longer in the forest, and what its database still holds.</summary>
/// <param name="Users">Users whose data would come along if they were moved.</param>
/// <param name="UndoCopies">Copies of users who live elsewhere.</param>
/// <param name="Database">Empty when it is not on the management host.</param>
public sealed record RetiredPoolView(string Fqdn, string Generation, string Edition, int Users, int UndoCopies, string Database);
