namespace Godwit.Admin.Files;

/// <summary>How a file of users' data is to be taken in.</summary>
/// <param name="Format"><c>auto</c>, <c>dbimpexp</c>, <c>csuserdata</c> or <c>xep0227</c>.</param>
/// <param name="Mode"><c>merge</c> or <c>replace</c>.</param>
/// <param name="Test">Only say what would happen.</param>
public sealed record ImportOrder(string Format, string Mode, bool Test)
{
    /// <summary>Users who are not there yet are added to this pool; empty = they are skipped.</summary>
    public string Pool { get; init; } = "";

    /// <summary>Of those who are added; empty = one each that nobody knows.</summary>
    public string Password { get; init; } = "";

    /// <summary>Of all that the file has, only this user; empty = everybody.</summary>
    public string User { get; init; } = "";

    /// <summary>Of all that the file has, only users who are homed on this pool; empty = everybody.</summary>
    public string Home { get; init; } = "";

    public IReadOnlyList<RenameEntry> Renames { get; init; } = [];
}

/// <summary>An address that is another now, or a domain.</summary>
public sealed record RenameEntry(string Old, string New);
