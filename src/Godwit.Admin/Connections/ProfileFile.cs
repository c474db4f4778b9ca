using System.Text.Json;

namespace Godwit.Admin.Connections;

/// <summary>Where profiles are kept: a file of its owner's alone, since tokens are in it.</summary>
public sealed class ProfileFile(string path)
{
    private const UnixFileMode Others = UnixFileMode.GroupRead | UnixFileMode.GroupWrite | UnixFileMode.OtherRead | UnixFileMode.OtherWrite;

    /// <summary><c>~/.config/godwit/profiles.json</c>, or where the system keeps such files.</summary>
    public static ProfileFile OfThisUser =>
        new(Path.Combine(Environment.GetFolderPath(Environment.SpecialFolder.ApplicationData, Environment.SpecialFolderOption.DoNotVerify), "godwit", "profiles.json"));

    public string FilePath { get; } = path;

    /// <exception cref="ProfileException">The file is there and can't be used.</exception>
    public ProfileBook Read()
    {
        if (!File.Exists(FilePath)) return ProfileBook.Empty;
        if (!OperatingSystem.IsWindows() && (File.GetUnixFileMode(FilePath) & Others) != 0)
            throw new ProfileException($"Others can read or write {FilePath}, and it holds tokens: chmod 600 it, and change the tokens if anybody else uses this machine");
        try
        {
            using var file = File.OpenRead(FilePath);
            return JsonSerializer.Deserialize(file, AdminJson.Default.ProfileBook) is { Profiles: not null } book ? book : ProfileBook.Empty;
        }
        catch (Exception e) when (e is JsonException or IOException or UnauthorizedAccessException)
        {
            throw new ProfileException($"The profiles in {FilePath} can't be read: {e.Message}", e);
        }
    }

    /// <summary>All or nothing, whatever happens meanwhile.</summary>
    /// <exception cref="ProfileException">The file can't be written.</exception>
    public void Write(ProfileBook book)
    {
        var fresh = $"{FilePath}.{Environment.ProcessId}";
        try
        {
            var folder = Path.GetDirectoryName(FilePath)!;
            if (OperatingSystem.IsWindows()) Directory.CreateDirectory(folder);
            else Directory.CreateDirectory(folder, UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute);
            File.Delete(fresh);
            var options = new FileStreamOptions { Mode = FileMode.CreateNew, Access = FileAccess.Write };
            if (!OperatingSystem.IsWindows()) options.UnixCreateMode = UnixFileMode.UserRead | UnixFileMode.UserWrite;
            using (var file = new FileStream(fresh, options))
            {
                JsonSerializer.Serialize(file, book, AdminJson.Default.ProfileBook);
                file.Flush(flushToDisk: true);
            }

            File.Move(fresh, FilePath, overwrite: true);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw new ProfileException($"The profiles can't be written to {FilePath}: {e.Message}", e);
        }
    }
}
