using System.Text.RegularExpressions;

namespace Godwit.Tests.Architecture;

/// <summary>The repository's own source files, as text.</summary>
internal static partial class Source
{
    public static string Root { get; } = FindRoot();

    public static IEnumerable<string> Files(string below, string pattern = "*.cs") =>
        System.IO.Directory.EnumerateFiles(Path.Combine(Root, below), pattern, SearchOption.AllDirectories)
            .Where(f => !f.Contains("/obj/", StringComparison.Ordinal) && !f.Contains("/bin/", StringComparison.Ordinal));

    public static string Relative(string file) => Path.GetRelativePath(Root, file);

    /// <summary>Projects below src by name, with the projects they reference.</summary>
    public static IReadOnlyDictionary<string, string[]> Projects() => Files("src", "*.csproj").ToDictionary(
        f => Path.GetFileNameWithoutExtension(f),
        f => ProjectReference().Matches(File.ReadAllText(f)).Select(m => m.Groups[1].Value).ToArray());

    private static string FindRoot()
    {
        if (Environment.GetEnvironmentVariable("GODWIT_ROOT") is { Length: > 0 } set) return set;
        for (var at = new DirectoryInfo(AppContext.BaseDirectory); at is not null; at = at.Parent)
            if (File.Exists(Path.Combine(at.FullName, "Godwit.slnx"))) return at.FullName;
        throw new InvalidOperationException("Run the tests inside the repository, or set GODWIT_ROOT to it");
    }

    [GeneratedRegex("""<ProjectReference Include="[^"]*?([\w.]+)\.csproj""")]
    private static partial Regex ProjectReference();
}
