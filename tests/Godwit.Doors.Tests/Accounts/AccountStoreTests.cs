using Godwit.Storage.Accounts;

namespace Godwit.Doors.Tests.Accounts;

public sealed class AccountStoreTests : IAsyncLifetime
{
    private static readonly DateTimeOffset Noon = new(2026, 11, 25, 12, 0, 0, TimeSpan.Zero);

    private readonly TemporaryFolder _folder = new();
    private AccountStore _store = null!;

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    public ValueTask InitializeAsync()
    {
        _store = AccountStore.Open(_folder.File("accounts.db"));
        return ValueTask.CompletedTask;
    }

    public async ValueTask DisposeAsync()
    {
        await _store.DisposeAsync();
        _folder.Dispose();
    }

    [Fact]
    public async Task Accounts_and_tokens_stay_over_a_restart_until_they_are_dropped()
    {
        var anna = new AccountRow("Anna", "reader", "hash", "stamp", Noon, null);
        var token = new TokenRow("1", "night job", "reader", new byte[] { 1, 2, 3 }, "Anna", Noon, Noon.AddDays(90), null);
        await _store.Put(anna, Cancel);
        await _store.Put(anna with { Role = "server-administrator", LastSignIn = Noon.AddHours(1) }, Cancel);
        await _store.Put(token, Cancel);
        await _store.Put(token with { LastUsed = Noon.AddHours(2) }, Cancel);

        await _store.DisposeAsync();
        _store = AccountStore.Open(_folder.File("accounts.db"));

        Assert.Equal(anna with { Role = "server-administrator", LastSignIn = Noon.AddHours(1) }, Assert.Single(_store.Accounts()));
        var kept = Assert.Single(_store.Tokens());
        Assert.Equal((token.Name, token.Expires, Noon.AddHours(2)), (kept.Name, kept.Expires, kept.LastUsed!.Value));
        Assert.Equal(token.Hash.ToArray(), kept.Hash.ToArray());

        await _store.DropAccount("ANNA", Cancel);
        await _store.DropToken("1", Cancel);
        Assert.Empty(_store.Accounts());
        Assert.Empty(_store.Tokens());
    }

    [Fact]
    public void The_file_is_its_owners_only()
    {
        if (OperatingSystem.IsWindows()) return;
        Assert.Equal(UnixFileMode.UserRead | UnixFileMode.UserWrite, File.GetUnixFileMode(_folder.File("accounts.db")));
    }
}
