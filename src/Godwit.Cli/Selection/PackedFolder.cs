using System.IO.Compression;

namespace Godwit.Cli.Selection;

/// <summary>A folder that a server exported a file a user into, as one file to send.</summary>
internal static class PackedFolder
{
    /// <summary>Gone when it is closed.</summary>
    public static FileStream Open(string folder)
    {
        var path = Path.Combine(Path.GetTempPath(), $"godwit-{Guid.NewGuid():N}.zip");
        ZipFile.CreateFromDirectory(folder, path, CompressionLevel.Fastest, includeBaseDirectory: false);
        return new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.None, 64 * 1024, FileOptions.DeleteOnClose);
    }
}
