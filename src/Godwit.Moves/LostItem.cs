namespace Godwit.Moves;

/// <summary>One item of a user's data, for a report that names what somebody does not have.</summary>
/// <param name="Kind"><c>contact</c>, <c>contact group</c>, <c>allow/block entry</c>, <c>container member</c>, <c>publication</c>, <c>subscriber</c>, <c>meeting</c>.</param>
/// <param name="Key">What tells it from others of its kind.</param>
/// <param name="Name">What people call it; the key where it has no other name.</param>
public sealed record LostItem(string Kind, string Key, string Name)
{
    public override string ToString() => Name == Key ? $"{Kind} {Key}" : $"{Kind} {Name} ({Key})";
}
