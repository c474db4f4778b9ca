using Godwit.Pool.BackEnds;
using Godwit.Pool.Hours;
using Godwit.Storage;

namespace Godwit.Doors.Tests.Hours;

public sealed class SqliteSignedInHourTests : IAsyncDisposable
{
    private readonly TemporaryFolder _folder = new();
    private PoolDatabase _pool;

    public SqliteSignedInHourTests() => _pool = PoolDatabase.Open(_folder.File("pool.db"), "r2pool.godwit.test");

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Counts_are_averaged_hour_by_hour_and_last()
    {
        await _pool.Hours.Count(9, 10, Cancel);
        await _pool.Hours.Count(9, 13, Cancel);
        await _pool.Hours.Count(0, 4, Cancel);
        await _pool.DisposeAsync();
        _pool = PoolDatabase.Open(_folder.File("pool.db"), "r2pool.godwit.test");
        Assert.Equal([new SignedInHour(0, 4, 1), new SignedInHour(9, 11.5, 2)], await _pool.Hours.All(Cancel));
    }

    [Fact]
    public async Task In_an_outage_nothing_is_counted()
    {
        _pool.Outage.Stop();
        await Assert.ThrowsAsync<BackEndUnavailableException>(() => _pool.Hours.Count(9, 10, Cancel));
        _pool.Outage.Start();
        Assert.Empty(await _pool.Hours.All(Cancel));
    }

    public async ValueTask DisposeAsync()
    {
        await _pool.DisposeAsync();
        _folder.Dispose();
    }
}
