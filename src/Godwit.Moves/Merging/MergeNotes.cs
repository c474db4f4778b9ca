namespace Godwit.Moves.Merging;

/// <summary>What a merge has to say: conflicts in words, and items that did not fit.</summary>
internal sealed class MergeNotes
{
    private readonly List<string> _conflicts = [];
    private readonly List<LostItem> _notTaken = [];

    public IReadOnlyList<string> Conflicts => _conflicts;

    public IReadOnlyList<LostItem> NotTaken => _notTaken;

    public void Changed(LostItem item, string kept, string other) => _conflicts.Add($"{item}: changed on both sides; {Quoted(kept)} stays, the later change, and {Quoted(other)} does not.");

    public void Changed(LostItem item) => _conflicts.Add($"{item}: changed on both sides; the later change stays.");

    public void DeletedAndChanged(LostItem item) => _conflicts.Add($"{item}: deleted on one side and changed on the other; it stays.");

    public void DoesNotFit(LostItem item) => _notTaken.Add(item);

    private static string Quoted(string value) => value.Length <= 80 ? $"'{value}'" : $"'{value[..80]}…'";
}
