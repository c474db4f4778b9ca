using Godwit.Admin.Files;

namespace Godwit.Cli.Selection;

/// <summary>Renames of an import: lines of old and new with a comma, a semicolon or a tab between, and <c>OLD=NEW</c> of domains.</summary>
internal static class RenameFile
{
    private static readonly char[] Between = [',', ';', '\t'];

    public static (IReadOnlyList<RenameEntry>? Renames, string? Problem) Read(string? path, IReadOnlyList<string> domains)
    {
        var renames = new List<RenameEntry>();
        foreach (var domain in domains)
        {
            if (domain.Split('=') is not [{ Length: > 0 } old, { Length: > 0 } now]) return (null, $"--rename-domain '{domain}' is not like old.example=new.example.");
            renames.Add(new RenameEntry(old, now));
        }
        if (path is null) return (renames, null);
        try
        {
            return Parse(path, File.ReadLines(path), renames);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            return (null, $"{path} can't be read: {e.Message}");
        }
    }

    public static (IReadOnlyList<RenameEntry>? Renames, string? Problem) Parse(string name, IEnumerable<string> lines, List<RenameEntry> renames)
    {
        var number = 0;
        foreach (var line in lines)
        {
            number++;
            if (line.Trim().Length == 0) continue;
            var cells = line.Split(Between).Select(c => c.Trim().Trim('"').Trim()).ToArray();
            if (number == 1 && cells is [var first, ..] && first.Equals("old", StringComparison.OrdinalIgnoreCase)) continue;
            if (cells is not [{ Length: > 0 } old, { Length: > 0 } now]) return (null, $"{name}, line {number}: '{line.Trim()}' is not like old,new. Nothing was imported.");
            renames.Add(new RenameEntry(old, now));
        }
        return (renames, null);
    }
}
