namespace Godwit.Admin.Pools;

/// <summary>With <paramref name="Force"/> users who are homed there become Unassigned Users; their data is kept.</summary>
public sealed record RetirePool(bool Force);

/// <summary>What came of it. <paramref name="Users"/>: those who were in the way, or were made unassigned.</summary>
public sealed record RetireResult(bool Retired, string Reason, IReadOnlyList<string> Users);
