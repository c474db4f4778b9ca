namespace Godwit.PowerShell.Tests.Help;

/// <summary>
/// The help of a cmdlet as it is written: src/Godwit.PowerShell/Help/NAME.txt. First the synopsis, then paragraphs of the description, then <c>Parameter NAME</c> and
/// <c>Example COMMAND</c>, each with its text on the lines below; empty lines between all of them.
/// </summary>
internal sealed record HelpText(string Name, string Synopsis, IReadOnlyList<string> Description, IReadOnlyDictionary<string, string> Parameters, IReadOnlyList<(string Command, string Text)> Examples)
{
    private const string Parameter = "Parameter ";
    private const string Example = "Example ";

    public static string Folder => Path.Combine(Places.Root, "src", "Godwit.PowerShell", "Help");

    public static IReadOnlyList<HelpText> All() => [.. Directory.EnumerateFiles(Folder, "*.txt").Order(StringComparer.Ordinal).Select(Read)];

    private static HelpText Read(string file)
    {
        var parts = File.ReadAllText(file).Split("\n\n", StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries);
        var parameters = new Dictionary<string, string>();
        var examples = new List<(string, string)>();
        var description = new List<string>();
        foreach (var part in parts.Skip(1))
        {
            var lines = part.Split('\n', 2);
            if (part.StartsWith(Parameter, StringComparison.Ordinal)) parameters.Add(lines[0][Parameter.Length..], lines[1]);
            else if (part.StartsWith(Example, StringComparison.Ordinal)) examples.Add((lines[0][Example.Length..], lines[1]));
            else description.Add(part);
        }
        return new HelpText(Path.GetFileNameWithoutExtension(file), parts[0], description, parameters, examples);
    }
}
