namespace Godwit.Cli.Output;

/// <summary>Where a verb's file goes: to the file that <c>--out</c> names, else to stdout.</summary>
internal static class OutFile
{
    /// <summary>Stdout stays open for what comes after.</summary>
    public static Stream Open(FileInfo? file) => file is null ? Console.OpenStandardOutput() : file.Create();

    /// <summary>What keeps the file from being written; null when nothing does.</summary>
    public static string? Problem(FileInfo? file) => file switch
    {
        null => null,
        _ when Directory.Exists(file.FullName) => $"{file} is a folder, not a file",
        _ when file.Directory is not { Exists: true } => $"There is no folder {file.DirectoryName} to write {file.Name} into",
        _ => null,
    };
}
