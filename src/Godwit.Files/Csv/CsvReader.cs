using System.Text;
using Godwit.Pool.BackEnds;
using Godwit.Pool.Users;

namespace Godwit.Files.Csv;

/// <summary>A table of users with a header; columns in any order, unknown ones are passed over. An empty cell says nothing.</summary>
public sealed class CsvReader(FileLimits limits) : IUserFileReader
{
    public IEnumerable<FileRecord> Read(Stream file)
    {
        using var text = new StreamReader(file, Encoding.UTF8, detectEncodingFromByteOrderMarks: true, leaveOpen: true);
        List<string>? header = null;
        foreach (var (line, cells) in new CsvRows(text, limits).Read())
        {
            if (header is not null)
            {
                yield return Record(line, header, cells);
                continue;
            }
            header = [.. cells.Select(c => c.Trim().ToLowerInvariant())];
            if (!header.Contains(Address)) throw new FileBrokenException(line, 1, "The first line names the columns; one of them is address");
        }
    }

    internal const string Address = "address";

    private static FileRecord Record(long line, List<string> header, List<string> cells)
    {
        var text = Cell(Address) ?? "";
        if (cells.Count != header.Count) return FileRecord.Skipped(line, text, $"The line has {cells.Count} cells, the header {header.Count}");
        if (!SipAddress.TryParse(text, out var address)) return FileRecord.Skipped(line, text, $"'{text}' is not a SIP address like alice@example.org");
        if (IsNeither("enabled") || IsNeither("enhancedpresence")) return FileRecord.Skipped(line, text, "enabled and enhancedPresence are true or false");
        var fields = new DirectoryFields(Cell("displayname"), Cell("pool"), Flag("enabled"), Flag("enhancedpresence")) { Password = Cell("password") };
        return new FileRecord(line, text, new FileUser(DataKinds.None, UserData.Empty(address)) { Directory = fields }, []);

        string? Cell(string column) => header.IndexOf(column) is >= 0 and var at && at < cells.Count && cells[at].Trim() is { Length: > 0 } cell ? cell : null;

        bool? Flag(string column) => bool.TryParse(Cell(column), out var value) ? value : null;

        bool IsNeither(string column) => Cell(column) is not null && Flag(column) is null;
    }
}
