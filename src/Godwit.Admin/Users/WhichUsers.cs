namespace Godwit.Admin.Users;

/// <summary>Whom an order means. Exactly one of the four says it.</summary>
public record WhichUsers
{
    public IReadOnlyList<string>? Users { get; init; }

    /// <summary>All users homed on this pool.</summary>
    public string? From { get; init; }

    /// <summary>All users in and below this organizational unit: its DN, its canonical name (<c>example.org/Sales</c>), or its plain name when no other has it.</summary>
    public string? Ou { get; init; }

    /// <summary>All Unassigned Users.</summary>
    public bool Unassigned { get; init; }
}

/// <summary>The same change of many users.</summary>
public sealed record ConfigureUsers(SetUser Change) : WhichUsers;

/// <summary>
/// Users who are no users any more: they lose communications, and all data of theirs at their pool is deleted for good; their accounts in the directory remain.
/// With <paramref name="Force"/> also users whose pool is out of reach: their data there is kept.
/// </summary>
public sealed record DeleteUsers(bool Force = false) : WhichUsers;

/// <summary>What came of an order for many users.</summary>
public sealed record UsersResult(int Done, int Refused, IReadOnlyList<UserResult> Problems);

/// <summary>A user with whom something did not go as ordered: she was refused, or (<paramref name="Done"/>) it was done but something is to be known.</summary>
public sealed record UserResult(string Address, bool Done, string Reason);

/// <summary>A deleted user. Data: <c>deleted</c>, <c>kept</c> (her pool was out of reach) or <c>none</c> (she was homed nowhere).</summary>
public sealed record DeletedUserView(string Address, string Home, string Data);
