using System.Text.Json.Serialization;

namespace Godwit.Admin.Files;

/// <summary>One line of the answer to an import: how far it is, something that was left out, or, last, how it ended.</summary>
public sealed record ImportEventView(ImportProgressView? Progress = null, ImportSkipView? Skip = null, ImportView? Result = null);

/// <param name="Read">Bytes of the file that have been read.</param>
public sealed record ImportProgressView(long Users, long Skipped, long Read, long Size);

/// <summary>Something that was left out, where in the file it is, and why. <paramref name="What"/> is <c>user</c> for all of her, else a part of her data.</summary>
public sealed record ImportSkipView(long Line, string Address, string What, string Why);

/// <summary>How an import ended.</summary>
/// <param name="Users">Users that the file has.</param>
/// <param name="Imported">Whose data is another now; of a test: would be.</param>
/// <param name="Unchanged">Who had all of it already.</param>
/// <param name="Added">Users who were added to a pool; they count as imported or unchanged, too.</param>
/// <param name="Skipped">Users of whom nothing was taken.</param>
/// <param name="LeftOut">Parts of the other users' data that were not taken.</param>
/// <param name="Problem">Where and why the file could not be read to its end; empty when it was.</param>
public sealed record ImportView(string Format, string Mode, bool Test, long Users, long Imported, long Unchanged, long Added, long Skipped, long LeftOut, string Problem)
{
    /// <summary>The first of what was left out; the report has all of it.</summary>
    public IReadOnlyList<ImportSkipView> Skips { get; init; } = [];

    [JsonIgnore]
    public bool IsComplete => Skipped + LeftOut == 0 && Problem.Length == 0;
}
