namespace Godwit.Real.Tests.Servers;

/// <summary>Where the programs under test lie. <c>GODWIT_ROOT</c> names the root of the sources; otherwise it is found upwards from the tests.</summary>
public static class Places
{
    public static string Root { get; } = Environment.GetEnvironmentVariable("GODWIT_ROOT") is { Length: > 0 } root ? root : Upwards();

    /// <summary>The client; <c>make -C tests/sipe-probe</c> builds it.</summary>
    public static string Probe { get; } = Existing([Path.Combine(Root, "tests", "sipe-probe", "sipe-probe")], "make -C tests/sipe-probe");

    /// <summary>The server as <c>./test</c> builds it, else as <c>dotnet build</c> left it: whichever is newer.</summary>
    public static string Godwit { get; } = Existing(
        [
            Path.Combine(Root, "src", "Godwit", "bin", "Release", "net10.0", "godwit"), Path.Combine(Root, "src", "Godwit", "bin", "Debug", "net10.0", "godwit"),
        ],
        "dotnet build src/Godwit");

    /// <summary>What the programs of this run write: messages of each client, output of each server.</summary>
    public static string Logs { get; } =
        Directory.CreateDirectory(Path.Combine(Root, "artifacts", "real", Environment.ProcessId.ToString(System.Globalization.CultureInfo.InvariantCulture))).FullName;

    private static string Existing(IEnumerable<string> candidates, string remedy) =>
        candidates.Where(File.Exists).MaxBy(File.GetLastWriteTimeUtc) ?? throw new FileNotFoundException($"Build it first: {remedy}");

    private static string Upwards()
    {
        for (var folder = new DirectoryInfo(AppContext.BaseDirectory); folder is not null; folder = folder.Parent)
            if (File.Exists(Path.Combine(folder.FullName, "Godwit.slnx"))) return folder.FullName;
        throw new DirectoryNotFoundException("Set GODWIT_ROOT to the root of the sources");
    }
}
