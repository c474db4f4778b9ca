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
    public async Task A_removed_user_is_told_of_in_the_feed_and_stays_an_account_with_her_password()
    {
        await Editor.Add([NewUser(Alice, Lcs), NewUser(Bob, Lcs)], Cancel);
        var before = (await Users.ChangesSince(0, Cancel))[^1].Revision;

        await Editor.Remove([Alice, SipAddress.Parse("who@godwit.test")], Cancel);
        await Reopen();

        var change = Assert.Single(await Users.ChangesSince(before, Cancel));
        Assert.Equal((Alice, null), (change.Address, change.User));
        Assert.True(change.Revision > before);
        Assert.Null(await Users.Find(Alice, Cancel));
        Assert.Null(await Secrets.Find("alice", Cancel));
        Assert.Equal([new DirectoryAccount("CN=Alice,OU=Sales,DC=godwit,DC=test", "alice", "Alice", "alice@godwit.test")], (await _directory.Accounts.Read(Cancel)).Accounts);
        Assert.Equal(EditResult.LoginInUse, await Editor.Add([NewUser(SipAddress.Parse("alice.b@godwit.test"), Lcs, "alice")], Cancel));

        Assert.Equal(EditResult.NeedsPassword, await Editor.EnableAccount(new AccountToEnable("alice", SipAddress.Parse("a@godwit.test"), Lcs, true, null), Cancel));
        Assert.Equal(EditResult.NoSuchAccount, await Editor.EnableAccount(new AccountToEnable("bob", SipAddress.Parse("a@godwit.test"), Lcs, true, "x"), Cancel));
        Assert.Equal(EditResult.AddressInUse, await Editor.EnableAccount(new AccountToEnable("alice", Bob, Lcs, true, "x"), Cancel));
        Assert.Equal(EditResult.Done, await Editor.EnableAccount(new AccountToEnable("ALICE", Alice, R2, true, null), Cancel));
        Assert.Equal((R2, "Clerk"), (await Users.Find(Alice, Cancel)) is { } again ? (again.HomePool, again.Card["title"]) : default);
        Assert.NotNull(await Secrets.Find("alice", Cancel));
        Assert.Equal([Alice], (await Users.ChangesSince(change.Revision, Cancel)).Select(c => c.Address));
        Assert.Empty((await _directory.Accounts.Read(Cancel)).Accounts);
    }

    [Fact]
    public async Task Accounts_without_communications_are_added_all_or_none_and_become_users_with_a_password()
    {
        await Editor.Add([NewUser(Alice, Lcs)], Cancel);
        var revision = _directory.Accounts.Revision;

        Assert.Equal(EditResult.LoginInUse, await Editor.AddAccounts([Account("zoe"), Account("alice")], Cancel));
        Assert.Empty((await _directory.Accounts.Read(Cancel)).Accounts);
        Assert.Equal(EditResult.Done, await Editor.AddAccounts([Account("zoe"), Account("yan")], Cancel));
        Assert.NotEqual(revision, _directory.Accounts.Revision);
        Assert.Equal(["yan", "zoe"], (await _directory.Accounts.Read(Cancel)).Accounts.Select(a => a.Login));

        var zoe = SipAddress.Parse("zoe@godwit.test");
        Assert.Equal(EditResult.NeedsPassword, await Editor.EnableAccount(new AccountToEnable("zoe", zoe, null, false, null), Cancel));
        Assert.Equal(EditResult.Done, await Editor.EnableAccount(new AccountToEnable("zoe", zoe, null, false, "Kestrel-7-wing"), Cancel));
        Assert.NotNull(await Secrets.Find("zoe", Cancel));
        Assert.Equal(2, (await Users.ChangesSince(0, Cancel)).Select(c => c.User!.Id).Distinct().Count());

        static NewAccount Account(string login) => new(login, $"{login}@godwit.test", login, null, "Stores");
    }

    [Fact]
    public async Task Changes_touch_only_what_they_name_and_only_who_is_still_as_she_was()
    {
        await Editor.Add([NewUser(Alice, Lcs), NewUser(Bob, Lcs)], Cancel);
        var seen = (await Users.Find(Alice, Cancel))!.Revision;

        Assert.Equal(
            [EditResult.Done, EditResult.ChangedMeanwhile, EditResult.NoSuchUser],
            await Editor.Change(
                [
                    new UserEdit(Alice) { Federation = true, Archiving = 8, FlagsOn = DirectoryUser.PublicImFlag, Revision = seen },
                    new UserEdit(Alice) { Enabled = false, Revision = seen },
                    new UserEdit(SipAddress.Parse("who@godwit.test")) { Enabled = false },
                ],
                Cancel));

        var alice = (await Users.Find(Alice, Cancel))!;
        Assert.Equal((true, true, false, 8, DirectoryUser.PublicImFlag | DirectoryUser.EnhancedPresenceFlag), (alice.Enabled, alice.Federation, alice.RemoteAccess, alice.Archiving, alice.OptionFlags));
        await Editor.Change([new UserEdit(Alice) { FlagsOff = DirectoryUser.PublicImFlag }], Cancel);
        Assert.Equal(DirectoryUser.EnhancedPresenceFlag, (await Users.Find(Alice, Cancel))!.OptionFlags);
        Assert.False((await Users.Find(Bob, Cancel))!.Federation);
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
