using Godwit.Moves;
using Godwit.Storage.Journal;

namespace Godwit.Doors.Tests.Moves;

public sealed class SqliteMoveStoreTests : MoveStoreContract
{
    private readonly TemporaryFolder _folder = new();
    private SqliteMoveStore _store;

    public SqliteMoveStoreTests() => _store = SqliteMoveStore.Open(_folder.File("moves.db"));

    protected override IMoveStore Store => _store;

    protected override async Task Reopen()
    {
        await _store.DisposeAsync();
        _store = SqliteMoveStore.Open(_folder.File("moves.db"));
    }

    public override async ValueTask DisposeAsync()
    {
        GC.SuppressFinalize(this);
        await _store.DisposeAsync();
        _folder.Dispose();
    }
}
