using System.Text.RegularExpressions;

namespace Godwit.Tests.Architecture;

/// <summary>Folders are ideas, and ideas that need each other are one idea: no circle of usings between the namespaces of a project.</summary>
public partial class CirclesTests
{
    public static TheoryData<string> Projects() => [.. Source.Projects().Keys];

    [Theory]
    [MemberData(nameof(Projects))]
    public void Folders_of_a_project_form_no_circle(string project)
    {
        var uses = new Dictionary<string, HashSet<string>>();
        foreach (var file in Source.Files($"src/{project}"))
        {
            var text = File.ReadAllText(file);
            if (Namespace().Match(text) is not { Success: true } own) continue;
            var names = uses.TryGetValue(own.Groups[1].Value, out var known) ? known : uses[own.Groups[1].Value] = [];
            foreach (Match used in Using().Matches(text)) names.Add(used.Groups[1].Value);
            // A nested namespace sees its parents without a using: naming a sibling folder counts, too.
            foreach (Match used in Sibling(project).Matches(Using().Replace(Namespace().Replace(text, ""), ""))) names.Add(used.Groups[1].Value);
        }

        // The project's own root (setup, options) is wiring: it may see every folder and be seen as little as possible.
        foreach (var names in uses.Values) names.RemoveWhere(n => !uses.ContainsKey(n));
        foreach (var (own, names) in uses) names.Remove(own);
        uses.Remove(project);
        foreach (var names in uses.Values) names.Remove(project);
        Assert.Null(Circle(uses));
    }

    private static string? Circle(Dictionary<string, HashSet<string>> uses)
    {
        var path = new List<string>();
        var done = new HashSet<string>();
        string? Visit(string name)
        {
            if (path.IndexOf(name) is >= 0 and var at) return string.Join(" → ", path.Skip(at).Append(name));
            if (!done.Add(name)) return null;
            path.Add(name);
            foreach (var next in uses[name].Order())
                if (Visit(next) is { } circle) return circle;
            path.RemoveAt(path.Count - 1);
            return null;
        }

        return uses.Keys.Order().Select(Visit).FirstOrDefault(c => c is not null);
    }

    private static Regex Sibling(string project) => new($@"\b({Regex.Escape(project)}(?:\.\w+)+)\.\w", RegexOptions.CultureInvariant);

    [GeneratedRegex(@"^namespace ([\w.]+);", RegexOptions.Multiline)]
    private static partial Regex Namespace();

    [GeneratedRegex(@"^using (?:static )?([\w.]+);", RegexOptions.Multiline)]
    private static partial Regex Using();
}
