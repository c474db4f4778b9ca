using Godwit.Directory.Embedded.Secrets;
using Godwit.Pool.Users;

namespace Godwit.Directory.Embedded;

/// <summary>
/// A directory of one's own, for who has none: one SQLite file with the attributes of Active Directory under their names. The single truth of who
/// is homed where. One instance a file.
/// </summary>
public sealed class EmbeddedDirectory : IDisposable
{
    private readonly DirectoryFile _file;
    private readonly SecretBox _box;

    private EmbeddedDirectory(DirectoryFile file, SecretBox box, EmbeddedDirectoryOptions options)
    {
        var secrets = new SecretTable(box, options);
        (_file, _box) = (file, box);
        Users = new EmbeddedUsers(file);
        Groups = new EmbeddedGroups(file);
        Homes = new EmbeddedHomeSwitch(file);
        Editor = new EmbeddedEditor(file, options, secrets);
        Secrets = new EmbeddedSecrets(file, secrets);
        Accounts = new EmbeddedAccounts(file, options);
    }

    public IUserDirectory Users { get; }

    public IGroupDirectory Groups { get; }

    public IHomeSwitch Homes { get; }

    public IDirectoryEditor Editor { get; }

    public IUserSecrets Secrets { get; }

    public IDirectoryAccounts Accounts { get; }

    /// <summary>Opens or makes the file and its key, and brings the file up to date.</summary>
    public static EmbeddedDirectory Open(EmbeddedDirectoryOptions options)
    {
        var box = SecretBox.Open(options.KeyFile);
        return new EmbeddedDirectory(new DirectoryFile(options.File), box, options);
    }

    public void Dispose()
    {
        _file.Dispose();
        _box.Dispose();
    }
}
