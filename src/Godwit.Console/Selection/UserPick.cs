namespace Godwit.Console.Selection;

/// <summary>Whom an action is for. Exactly one of its members says who.</summary>
public sealed record UserPick
{
    private UserPick()
    {
    }

    /// <summary>These, as <c>alice@godwit.test</c>.</summary>
    public IReadOnlyList<string>? Addresses { get; private init; }

    /// <summary>All users homed on this pool.</summary>
    public string? Pool { get; private init; }

    /// <summary>All Unassigned Users.</summary>
    public bool Unassigned { get; private init; }

    /// <summary>All users in and below the container with this distinguished name.</summary>
    public string? Container { get; private init; }

    /// <summary>The pool on which all of <see cref="Addresses"/> are homed, when whoever picked them knew.</summary>
    public string? Home { get; private init; }

    /// <summary>The only one, or null.</summary>
    public string? Single => Addresses is [var one] ? one : null;

    public static UserPick These(IReadOnlyList<string> addresses, string? home = null) => new() { Addresses = addresses, Home = home };

    public static UserPick AllOf(string pool) => new() { Pool = pool };

    public static UserPick AllUnassigned { get; } = new() { Unassigned = true };

    public static UserPick AllBelow(string container) => new() { Container = container };

    /// <summary>Who it is, in words.</summary>
    public override string ToString() => this switch
    {
        { Single: { } one } => one,
        { Addresses: { } many } => $"{many.Count} users",
        { Pool: { } pool } => $"all users of {pool}",
        { Container: { } container } => $"all users below {container}",
        _ => "all Unassigned Users",
    };
}
