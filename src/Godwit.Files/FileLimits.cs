namespace Godwit.Files;

/// <summary>What keeps one record of a file from filling the memory.</summary>
public sealed record FileLimits
{
    /// <summary>Characters of all values of one user; a user with more is skipped.</summary>
    public int RecordLength { get; init; } = 32 * 1024 * 1024;

    /// <summary>Bytes of one value, tag or include; the file is not read any further after a longer one.</summary>
    public int TokenBytes { get; init; } = 64 * 1024 * 1024;
}
