namespace Godwit.PowerShell.Identities;

/// <summary>The file of -UserList: SIP addresses with commas between them or one a line, a header <c>user</c> or not.</summary>
internal static class UserListFile
{
    private static readonly char[] Between = [',', ';', '\t'];

    public static IReadOnlyList<string> Read(IEnumerable<string> lines)
    {
        var users = new List<string>();
        foreach (var cell in lines.SelectMany(l => l.Split(Between)).Select(c => c.Trim().Trim('"').Trim()))
            if (cell.Length > 0 && !(users.Count == 0 && cell.Equals("user", StringComparison.OrdinalIgnoreCase))) users.Add(cell);
        return users;
    }
}
