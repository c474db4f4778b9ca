using System.Text;

namespace Godwit.Files.Csv;

/// <summary>RFC 4180 §2: cells between commas, in quotes when they hold commas, quotes or line ends. With the line on which each row begins.</summary>
internal sealed class CsvRows(TextReader text, FileLimits limits)
{
    private readonly StringBuilder _cell = new();
    private long _line = 1;

    public IEnumerable<(long Line, List<string> Cells)> Read()
    {
        while (text.Peek() >= 0)
        {
            var line = _line;
            var cells = new List<string>();
            while (Cell(cells))
            {
            }
            if (cells is not [{ Length: 0 }]) yield return (line, cells);
        }
    }

    /// <summary>True when another cell of the row follows.</summary>
    private bool Cell(List<string> cells)
    {
        _cell.Clear();
        var quoted = false;
        while (true)
        {
            var next = text.Read();
            if (next == '\n') _line++;
            if (next < 0 || (!quoted && next is ',' or '\n'))
            {
                if (quoted) throw new FileBrokenException(_line, 1, "A quote that was opened is not closed");
                cells.Add(_cell.ToString().TrimEnd('\r'));
                return next == ',';
            }
            if (next == '"' && !quoted && _cell.Length == 0) quoted = true;
            else if (next != '"' || !quoted) Take((char)next);
            else if (text.Peek() == '"') Take((char)text.Read());
            else quoted = false;
        }
    }

    private void Take(char next)
    {
        if (_cell.Length >= limits.RecordLength) throw new FileBrokenException(_line, 1, $"A cell is longer than {limits.RecordLength} characters");
        _cell.Append(next);
    }
}
