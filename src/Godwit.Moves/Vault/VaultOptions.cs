namespace Godwit.Moves.Vault;

/// <summary>How the vault is kept.</summary>
public sealed record VaultOptions
{
    /// <summary>Zero: no vault is kept.</summary>
    public TimeSpan Interval { get; init; } = TimeSpan.FromMinutes(15);

    /// <summary>Users who are read and written together.</summary>
    public int PageSize { get; init; } = 200;

    /// <summary>After each page: people work in that database, and the vault is in no hurry.</summary>
    public TimeSpan Pause { get; init; } = TimeSpan.FromMilliseconds(50);

    /// <summary>Users are told in their clients that they were moved by force and how old the data is that they were given.</summary>
    public bool TellUsers { get; init; } = true;

    public bool IsOn => Interval > TimeSpan.Zero;
}
