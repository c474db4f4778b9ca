namespace Godwit.Console.Dialogs.Settings;

/// <summary>The words of archiving, as an administrator reads them. Each generation has its own.</summary>
public static class ArchivingWords
{
    public static readonly IReadOnlyList<(string Word, string Text)> Lcs =
        [("default", "as the forest says"), ("always", "always"), ("never", "never"), ("without-body", "without the text of messages")];

    public static readonly IReadOnlyList<(string Word, string Text)> Ocs =
        [("none", "nothing"), ("internal", "within the organization"), ("federated", "with federated partners"), ("all", "everything")];

    public static IEnumerable<(string Word, string Text)> All =>
        [.. Ocs.Select(a => (a.Word, $"{a.Text} (Office Communications Server)")), .. Lcs.Select(a => (a.Word, $"{a.Text} (Live Communications Server)"))];

    /// <summary>Those of the generation that the word belongs to.</summary>
    public static IReadOnlyList<(string Word, string Text)> Beside(string word) => Lcs.Any(a => a.Word == word) ? Lcs : Ocs;
}
