using System.Globalization;
using Godwit.Admin.Files;

namespace Godwit.Cli.Output;

/// <summary>What an import left out: all of it goes into a CSV file, the first of it is kept to be shown.</summary>
internal sealed class SkipReport(string? path) : IDisposable
{
    private const int Kept = 1_000;

    private readonly List<ImportSkipView> _first = [];
    private StreamWriter? _file;

    public IReadOnlyList<ImportSkipView> First => _first;

    /// <summary>The server has begun: from here on an older report is out of date.</summary>
    public void Begin()
    {
        if (path is null || _file is not null) return;
        _file = new StreamWriter(path);
        _file.WriteLine("line,address,what,why");
    }

    public void Add(ImportSkipView skip)
    {
        if (_first.Count < Kept) _first.Add(skip);
        _file?.WriteLine(string.Join(',', skip.Line.ToString(CultureInfo.InvariantCulture), Cell(skip.Address), Cell(skip.What), Cell(skip.Why)));
    }

    public void Dispose() => _file?.Dispose();

    // RFC 4180 §2.
    private static string Cell(string text) => text.AsSpan().IndexOfAny(",\"\r\n") < 0 ? text : $"\"{text.Replace("\"", "\"\"", StringComparison.Ordinal)}\"";
}
