using Godwit.Moves;
using Godwit.Pool.BackEnds;
using Godwit.Pool.Clients;
using Godwit.Pool.ClientVersions;
using Godwit.Pool.Contacts;
using Godwit.Pool.Users;
using Godwit.Storage;
using Godwit.Storage.Sqlite;

namespace Godwit.Doors.Tests.Clients;

public sealed class SqliteClientStoresTests : ClientStoresContract
{
    private const string Pool = "r2pool.godwit.test";
    private readonly TemporaryFolder _folder = new();
    private PoolDatabase _pool;

    public SqliteClientStoresTests() => _pool = PoolDatabase.Open(_folder.File("pool.db"), Pool);

    protected override ISeenClientStore Seen => _pool.Clients;

    protected override IClientVersionStore Filters => _pool.ClientVersions;

    protected override IBackEnd BackEnd => _pool.BackEnd;

    protected override async Task Reopen()
    {
        await _pool.DisposeAsync();
        _pool = PoolDatabase.Open(_folder.File("pool.db"), Pool);
    }

    [Fact]
    public async Task A_file_of_the_version_before_is_brought_up_to_date_and_keeps_its_users()
    {
        var alice = SipAddress.Parse("alice@godwit.test");
        await _pool.Users.Save(alice, [new UserChange.ContactPut(new Contact("bob@godwit.test", "Bob", [1], true, "", null))], Cancel);
        await _pool.DisposeAsync();
        using (var session = new SqliteSession(_folder.File("pool.db"), readOnly: false))
            session.Run("DROP TABLE client_version_filter; DROP TABLE client_version_rules; DROP TABLE seen_clients; DELETE FROM SchemaVersions WHERE ScriptName LIKE '%.0002\\_%' ESCAPE '\\';");

        _pool = PoolDatabase.Open(_folder.File("pool.db"), Pool);
        Assert.Equal("Bob", Assert.Single((await _pool.Users.Load(alice, Cancel))!.Contacts).Name);
        Assert.Equal(ClientVersionFilter.New, await Filters.Load(Cancel));
        Assert.Empty(await Seen.All(Cancel));
    }

    public override async ValueTask DisposeAsync()
    {
        GC.SuppressFinalize(this);
        await _pool.DisposeAsync();
        _folder.Dispose();
    }
}
