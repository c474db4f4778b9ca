namespace Godwit.Server.Reports;

/// <summary>A cell of a CSV file: quoted as RFC 4180 §2 says, and never what a spreadsheet takes for a formula.</summary>
public static class CsvCell
{
    public static string Of(string text)
    {
        // A leading apostrophe makes it text for every spreadsheet.
        if (text.Length > 0 && text[0] is '=' or '+' or '-' or '@' or '\t' or '\r' or '\n' or '＝' or '＋' or '－' or '＠') text = "'" + text;
        return text.AsSpan().IndexOfAny(",\"\r\n") < 0 ? text : $"\"{text.Replace("\"", "\"\"", StringComparison.Ordinal)}\"";
    }
}
