using System.Text;

namespace Godwit.Files.Csv;

/// <summary>A table of users as the directory has them, for spreadsheets. No passwords.</summary>
public sealed class CsvWriter : IUserFileWriter
{
    private readonly StreamWriter _text;

    public CsvWriter(Stream file)
    {
        _text = new StreamWriter(file, new UTF8Encoding(encoderShouldEmitUTF8Identifier: false), leaveOpen: true) { NewLine = "\r\n" };
        _text.WriteLine("address,displayName,pool,enabled,enhancedPresence");
    }

    public void Write(FileUser user)
    {
        var fields = user.Directory;
        _text.WriteLine(string.Join(',', new[] { user.Address.Value, fields?.DisplayName ?? "", fields?.Pool ?? "", Flag(fields?.Enabled), Flag(fields?.EnhancedPresence) }.Select(Cell)));
        _text.Flush();
    }

    public void End() => _text.Flush();

    public void Dispose() => _text.Dispose();

    private static string Flag(bool? value) => value is null ? "" : value.Value ? "true" : "false";

    private static string Cell(string text) => text.AsSpan().IndexOfAny(",\"\r\n") < 0 ? text : $"\"{text.Replace("\"", "\"\"", StringComparison.Ordinal)}\"";
}
