using System.Buffers;

namespace Godwit.Cli.Selection;

/// <summary>The file of <c>move --file</c>: an address per line, an optional header <c>user</c>, empty lines ignored. One bad line and nobody moves.</summary>
internal static class UserFile
{
    private static readonly SearchValues<char> NotInAddresses = SearchValues.Create(" \t<>\",;\\/");

    public static (IReadOnlyList<string> Addresses, string? Problem) Read(string path)
    {
        try
        {
            return Parse(path, File.ReadLines(path));
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            return ([], $"{path} can't be read: {e.Message}");
        }
    }

    public static (IReadOnlyList<string> Addresses, string? Problem) Parse(string name, IEnumerable<string> lines)
    {
        var addresses = new List<string>();
        var number = 0;
        foreach (var line in lines)
        {
            number++;
            // A spreadsheet writes CSV: quotes around a cell, commas behind it.
            var cell = line.Trim().TrimEnd(',', ';').Trim('"').Trim();
            if (cell.Length == 0 || (addresses.Count == 0 && cell.Equals("user", StringComparison.OrdinalIgnoreCase))) continue;
            if (!LooksLikeAddress(cell)) return ([], $"{name}, line {number}: '{cell}' is not an address like alice@example.org. Nobody was moved.");
            addresses.Add(cell);
        }

        return addresses.Count == 0 ? ([], $"{name} names no users.") : (addresses, null);
    }

    /// <summary>Whether the server could take it for an address; whether there is such a user only the server knows.</summary>
    public static bool LooksLikeAddress(string text)
    {
        var address = text.StartsWith("sip:", StringComparison.OrdinalIgnoreCase) ? text.AsSpan(4) : text;
        var at = address.IndexOf('@');
        return at > 0 && at < address.Length - 1 && at == address.LastIndexOf('@') && address.IndexOfAny(NotInAddresses) < 0;
    }
}
