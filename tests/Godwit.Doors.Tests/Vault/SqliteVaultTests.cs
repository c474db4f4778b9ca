using Godwit.Moves.Parcels;
using Godwit.Moves.Vault;
using Godwit.Pool.BackEnds;
using Godwit.Pool.Contacts;
using Godwit.Pool.Users;
using Godwit.Storage.Vault;

namespace Godwit.Doors.Tests.Vault;

public sealed class SqliteVaultTests : IAsyncLifetime
{
    private static readonly DateTimeOffset Noon = new(2026, 11, 1, 12, 0, 0, TimeSpan.Zero);
    private static readonly SipAddress Alice = SipAddress.Parse("alice@godwit.test");
    private static readonly SipAddress Bob = SipAddress.Parse("bob@godwit.test");

    private readonly string _folder = System.IO.Directory.CreateTempSubdirectory("godwit-vault-").FullName;
    private SqliteVault _vault = null!;

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    private string File => Path.Combine(_folder, "vault.db");

    public ValueTask InitializeAsync()
    {
        _vault = SqliteVault.Open(File);
        return ValueTask.CompletedTask;
    }

    public async ValueTask DisposeAsync()
    {
        await _vault.DisposeAsync();
        System.IO.Directory.Delete(_folder, recursive: true);
    }

    [Fact]
    public async Task Newest_parcel_of_a_user_is_there_after_a_restart_byte_by_byte()
    {
        var (old, young) = (Parcel(Alice, 3), Parcel(Alice, 400));
        await _vault.Put("a.test", Noon, [old], Cancel);
        await _vault.Put("b.test", Noon.AddMinutes(1), [young], Cancel);
        await _vault.Put("a.test", Noon, [old], Cancel);
        await _vault.DisposeAsync();
        _vault = SqliteVault.Open(File);

        var found = await _vault.Find([Bob, Alice], Cancel);
        Assert.Null(found[0]);
        Assert.Equal((Noon.AddMinutes(1), "b.test", ParcelOrigin.Vault), (found[1]!.AsOf, found[1]!.Pool, found[1]!.Origin));
        Assert.Equal(young.Content.ToArray(), found[1]!.Parcel.Content.ToArray());
        Assert.Equal(young.Digest.ToArray(), found[1]!.Parcel.Digest.ToArray());
    }

    [Fact]
    public async Task Only_its_owner_may_read_it()
    {
        await _vault.Put("a.test", Noon, [Parcel(Alice, 1)], Cancel);
        if (OperatingSystem.IsWindows()) return;
        foreach (var file in System.IO.Directory.GetFiles(_folder)) Assert.Equal(UnixFileMode.UserRead | UnixFileMode.UserWrite, System.IO.File.GetUnixFileMode(file));
    }

    private static Godwit.Moves.UserParcel Parcel(SipAddress user, int contacts) => UserParcels.Pack(
        UserData.Empty(user) with { Contacts = [.. Enumerable.Range(0, contacts).Select(i => new Contact($"c{i}@godwit.test", $"Name {i}", [1], true, "", null))] });
}
