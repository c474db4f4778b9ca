using System.Collections.Immutable;

namespace Godwit.Files;

/// <summary>Something of a file that is left out, and why. <paramref name="What"/> is <c>user</c> for all of her, else a part of her data.</summary>
/// <param name="Address">Whose it is, as the file has it.</param>
public sealed record FileSkip(long Line, string Address, string What, string Why)
{
    public const string Whole = "user";
}

/// <summary>One user's part of a file: her, or null when nothing of it can be used; and what was left out.</summary>
public sealed record FileRecord(long Line, string Address, FileUser? User, ImmutableArray<FileSkip> Skips)
{
    public static FileRecord Skipped(long line, string address, string why) => new(line, address, null, [new FileSkip(line, address, FileSkip.Whole, why)]);
}

/// <summary>From here on the file can't be read. What came before it stands.</summary>
public sealed class FileBrokenException(long line, long column, string why, Exception? inner = null) : Exception(why, inner)
{
    public long Line { get; } = line;

    public long Column { get; } = column;
}
