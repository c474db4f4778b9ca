using System.CommandLine;
using System.Text.Json;
using System.Text.Json.Serialization;
using Godwit.Server.Configuration;

namespace Godwit.Commands;

/// <summary><c>--config FILE</c>, and what its problems look like.</summary>
internal static partial class ConfigOption
{
    public static Option<FileInfo> Make() => new("--config") { Description = "The configuration file (JSON; see config/godwit.example.json)", Required = true };

    public static void Print(ConfigProblems problems, string file)
    {
        Console.Error.WriteLine(problems.Found.Count == 1 ? $"{file} has a problem:" : $"{file} has {problems.Found.Count} problems:");
        foreach (var problem in problems.Found) Console.Error.WriteLine($"  {problem}");
    }

    public static void PrintJson(ConfigProblems problems) =>
        Console.WriteLine(JsonSerializer.Serialize(new Checked(problems.None, [.. problems.Found.Select(p => p.ToString())]), CheckJson.Default.Checked));

    private sealed record Checked(bool Ok, IReadOnlyList<string> Problems);

    [JsonSourceGenerationOptions(JsonSerializerDefaults.Web)]
    [JsonSerializable(typeof(Checked))]
    private sealed partial class CheckJson : JsonSerializerContext;
}
