namespace Godwit.PowerShell.Tests;

internal static class Places
{
    public static string Root { get; } = FindRoot();

    /// <summary>The module as it was built.</summary>
    public static string Module { get; } = Path.Combine(AppContext.BaseDirectory, "Godwit.psd1");

    private static string FindRoot()
    {
        if (Environment.GetEnvironmentVariable("GODWIT_ROOT") is { Length: > 0 } set) return set;
        for (var at = new DirectoryInfo(AppContext.BaseDirectory); at is not null; at = at.Parent)
            if (File.Exists(Path.Combine(at.FullName, "Godwit.slnx"))) return at.FullName;
        throw new InvalidOperationException("Run the tests inside the repository, or set GODWIT_ROOT to it");
    }
}
