using System.Text;
using Dapper;
using Godwit.Directory.Embedded;
using Godwit.Pool.Pools;
using Godwit.Pool.Users;
using Microsoft.Data.Sqlite;

namespace Godwit.Doors.Tests.Directories;

public sealed class EmbeddedDirectoryTests : DirectoryContract
{
    private readonly TemporaryFolder _folder = new();
    private EmbeddedDirectory _directory;

    public EmbeddedDirectoryTests() => _directory = Open();

    protected override IUserDirectory Users => _directory.Users;

    protected override IGroupDirectory Groups => _directory.Groups;

    protected override IHomeSwitch Homes => _directory.Homes;

    protected override IDirectoryEditor Editor => _directory.Editor;

    protected override IUserSecrets Secrets => _directory.Secrets;

    protected override PoolRecord Pool(string fqdn, PoolGeneration generation) => new(fqdn, generation, PoolEdition.Standard, PoolDn.Of(fqdn));

    protected override Task Reopen()
    {
        _directory.Dispose();
        _directory = Open();
        return Task.CompletedTask;
    }

    public override ValueTask DisposeAsync()
    {
        GC.SuppressFinalize(this);
        _directory.Dispose();
        _folder.Dispose();
        return ValueTask.CompletedTask;
    }

    private EmbeddedDirectory Open() =>
        EmbeddedDirectory.Open(new EmbeddedDirectoryOptions { File = _folder.File("directory.db"), KeyFile = _folder.File("directory.key"), SipDomain = "godwit.test" });

    private SqliteConnection Raw()
    {
        var connection = new SqliteConnection($"Data Source={_folder.File("directory.db")};Pooling=False");
        connection.Open();
        return connection;
    }

    [Fact]
    public async Task Attributes_stand_under_their_names()
    {
        await Editor.Add([NewUser(Alice, Lcs)], Cancel);
        using var raw = Raw();
        Assert.Equal("sip:alice@godwit.test", raw.QuerySingle<string>("""SELECT "msRTCSIP-PrimaryUserAddress" FROM users"""));
        Assert.Equal("CN=LC Services,CN=Microsoft,CN=lcs01,CN=Pools,CN=RTC Service,CN=Microsoft,CN=System,DC=godwit,DC=test",
            raw.QuerySingle<string>("""SELECT "msRTCSIP-PrimaryHomeServer" FROM users"""));
        Assert.Equal(256, raw.QuerySingle<int>("""SELECT "msRTCSIP-OptionFlags" FROM users"""));
        Assert.Equal("sip:alice@godwit.test", raw.QuerySingle<string>("SELECT value FROM user_attributes WHERE attribute = 'proxyAddresses'"));
    }

    [Fact]
    public void The_key_is_for_its_owner_only()
    {
        if (OperatingSystem.IsWindows()) return;
        Assert.Equal(UnixFileMode.UserRead | UnixFileMode.UserWrite, File.GetUnixFileMode(_folder.File("directory.key")));
        Assert.Equal(32, new FileInfo(_folder.File("directory.key")).Length);
    }

    [Fact]
    public async Task No_secret_lies_open_in_any_file()
    {
        await Editor.Add([NewUser(Alice, Lcs, password: "password")], Cancel);
        _directory.Dispose();
        var nt = Convert.FromHexString("8846F7EAEE8FB117AD06BDD830B7586C");
        foreach (var file in System.IO.Directory.GetFiles(_folder.Path))
        {
            var bytes = await File.ReadAllBytesAsync(file, Cancel);
            Assert.Equal(-1, bytes.AsSpan().IndexOf(nt));
            Assert.Equal(-1, bytes.AsSpan().IndexOf(Encoding.UTF8.GetBytes("password")));
            Assert.Equal(-1, bytes.AsSpan().IndexOf(Encoding.Unicode.GetBytes("password")));
        }
        _directory = Open();
    }

    [Fact]
    public async Task A_secret_in_another_users_row_does_not_open()
    {
        await Editor.Add([NewUser(Alice, Lcs), NewUser(Bob, Lcs, password: "mine")], Cancel);
        using (var raw = Raw())
            raw.Execute("UPDATE secrets SET sealed = (SELECT s.sealed FROM secrets s WHERE s.user_id = 2 AND s.kind = secrets.kind) WHERE user_id = 1");
        await Assert.ThrowsAnyAsync<System.Security.Cryptography.CryptographicException>(async () => await Secrets.Find("alice", Cancel));
        Assert.NotNull(await Secrets.Find("bob", Cancel));
    }

    [Fact]
    public async Task A_hundred_thousand_users_are_added_in_one_call()
    {
        await Editor.Add([.. Enumerable.Range(0, 100_000).Select(i => NewUser(SipAddress.Parse($"u{i}@godwit.test"), Lcs))], Cancel);
        Assert.NotNull(await Users.Find(SipAddress.Parse("u99999@godwit.test"), Cancel));
    }
}
