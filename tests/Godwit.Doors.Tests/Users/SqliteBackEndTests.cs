using Godwit.Moves;
using Godwit.Pool.BackEnds;
using Godwit.Pool.Users;
using Godwit.Storage;

namespace Godwit.Doors.Tests.Users;

public sealed class SqliteBackEndTests : BackEndContract
{
    private readonly TemporaryFolder _folder = new();
    private PoolDatabase _pool;

    public SqliteBackEndTests() => _pool = PoolDatabase.Open(_folder.File("pool.db"), "lcs01.godwit.test");

    protected override IUserStore Store => _pool.Users;

    protected override IBackEnd BackEnd => _pool.BackEnd;

    protected override void Stop(bool stopped)
    {
        if (stopped) _pool.Outage.Stop();
        else _pool.Outage.Start();
    }

    protected override async Task Reopen()
    {
        await _pool.DisposeAsync();
        _pool = PoolDatabase.Open(_folder.File("pool.db"), "lcs01.godwit.test");
    }

    public override async ValueTask DisposeAsync()
    {
        GC.SuppressFinalize(this);
        await _pool.DisposeAsync();
        _folder.Dispose();
    }
}
