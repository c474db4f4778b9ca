using Godwit.Directory.Embedded;
using Godwit.Doors.Tests.Directories;
using Godwit.Pool.Pools;
using Godwit.Pool.Users;

namespace Godwit.Doors.Tests.Links;

/// <summary>The directory as a pool host reads it; what only the management does is done where it is.</summary>
public sealed class FarDirectoryTests : DirectoryContract
{
    private readonly TemporaryFolder _folder = new();
    private EmbeddedDirectory _directory = null!;
    private FarPipe _pipe = null!;
    private IUserDirectory _users = null!;
    private IGroupDirectory _groups = null!;
    private IUserSecrets _secrets = null!;

    public FarDirectoryTests() => Open();

    protected override IUserDirectory Users => _users;

    protected override IGroupDirectory Groups => _groups;

    protected override IHomeSwitch Homes => _directory.Homes;

    protected override IDirectoryEditor Editor => _directory.Editor;

    protected override IUserSecrets Secrets => _secrets;

    protected override PoolRecord Pool(string fqdn, PoolGeneration generation) => new(fqdn, generation, PoolEdition.Standard, PoolDn.Of(fqdn));

    protected override Task Reopen()
    {
        Close();
        Open();
        return Task.CompletedTask;
    }

    public override ValueTask DisposeAsync()
    {
        GC.SuppressFinalize(this);
        Close();
        _folder.Dispose();
        return ValueTask.CompletedTask;
    }

    private void Open()
    {
        _directory = EmbeddedDirectory.Open(new EmbeddedDirectoryOptions { File = _folder.File("directory.db"), KeyFile = _folder.File("directory.key"), SipDomain = "godwit.test" });
        _pipe = new FarPipe();
        _users = _pipe.Through(_directory.Users, Away);
        _groups = _pipe.Through(_directory.Groups, Away);
        _secrets = _pipe.Through(_directory.Secrets, Away);
        _pipe.Start();
    }

    private void Close()
    {
        _pipe.Dispose();
        _directory.Dispose();
    }

    private static DirectoryUnavailableException Away() => new();
}
