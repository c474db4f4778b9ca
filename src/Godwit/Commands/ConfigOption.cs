using System.CommandLine;
using Godwit.Server.Configuration;

namespace Godwit.Commands;

/// <summary><c>--config FILE</c>, and what its problems look like.</summary>
internal static class ConfigOption
{
    public static Option<FileInfo> Make() => new("--config") { Description = "The configuration file (JSON; see config/godwit.example.json)", Required = true };

    public static void Print(ConfigProblems problems, string file)
    {
        Console.Error.WriteLine(problems.Found.Count == 1 ? $"{file} has a problem:" : $"{file} has {problems.Found.Count} problems:");
        foreach (var problem in problems.Found) Console.Error.WriteLine($"  {problem}");
    }
}
