namespace Godwit.Tests.Architecture;

/// <summary>docs/architecture/README.md: which project may know which.</summary>
public class WallsTests
{
    private static readonly Dictionary<string, string[]> Allowed = new()
    {
        ["Godwit.Sip"] = [],
        ["Godwit.Pool"] = [],
        ["Godwit.Admin"] = [],
        ["Godwit.Receipts"] = [],
        ["Godwit.FrontEnd"] = ["Godwit.Sip", "Godwit.Pool"],
        ["Godwit.Moves"] = ["Godwit.Pool", "Godwit.Receipts"],
        ["Godwit.Files"] = ["Godwit.Pool"],
        ["Godwit.Directory"] = ["Godwit.Pool"],
        ["Godwit.Cli"] = ["Godwit.Admin", "Godwit.Receipts"],
        ["Godwit.PowerShell"] = ["Godwit.Admin"],
        ["Godwit.Console"] = ["Godwit.Admin"],
        ["Godwit.Storage"] = ["Godwit.Moves", "Godwit.Pool"],
        ["Godwit.Links"] = ["Godwit.Moves", "Godwit.Pool"],
        ["Godwit.Server"] =
            ["Godwit.Files", "Godwit.Links", "Godwit.Sip", "Godwit.Pool", "Godwit.Moves", "Godwit.Storage", "Godwit.Directory", "Godwit.FrontEnd", "Godwit.Admin", "Godwit.Receipts", "Godwit.Console"],
        ["Godwit"] = ["Godwit.Admin", "Godwit.Cli", "Godwit.Server", "Godwit.Sip", "Godwit.Pool"],
    };

    [Fact]
    public void Every_project_references_only_what_it_may()
    {
        var forbidden = from project in Source.Projects()
                        from reference in project.Value
                        where !Allowed.TryGetValue(project.Key, out var allowed) || !allowed.Contains(reference)
                        select $"{project.Key} → {reference}";
        Assert.Empty(forbidden);
    }

    [Fact]
    public void Every_project_is_on_the_map() => Assert.Equal(Allowed.Keys.Order(), Source.Projects().Keys.Order());

    [Theory]
    [InlineData("Godwit.Sip", "Orleans", "Microsoft.AspNetCore", "Microsoft.Data", "Dapper")]
    [InlineData("Godwit.Pool", "Microsoft.AspNetCore", "Microsoft.Data", "Dapper", "System.DirectoryServices")]
    [InlineData("Godwit.Moves", "Microsoft.AspNetCore", "Microsoft.Data", "Dapper", "System.Net.Http")]
    [InlineData("Godwit.Storage", "Microsoft.AspNetCore", "Orleans")]
    [InlineData("Godwit.Console", "Microsoft.Data", "Dapper", "Orleans")]
    public void A_floor_does_not_name_what_belongs_to_another(string project, params string[] banned)
    {
        var hits = from file in Source.Files($"src/{project}")
                   from line in File.ReadLines(file)
                   where banned.Any(b => line.StartsWith($"using {b}", StringComparison.Ordinal))
                   select $"{Source.Relative(file)}: {line}";
        Assert.Empty(hits);
    }
}
