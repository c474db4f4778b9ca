using Godwit.Doors.Tests.Users;
using Godwit.Moves;
using Godwit.Pool.BackEnds;
using Godwit.Pool.Users;
using Godwit.Storage;

namespace Godwit.Doors.Tests.Links;

/// <summary>A pool's back end called from another host keeps every promise of the door.</summary>
public sealed class FarBackEndTests : BackEndContract
{
    private readonly TemporaryFolder _folder = new();
    private PoolDatabase _pool = null!;
    private FarPipe _pipe = null!;
    private IBackEnd _far = null!;

    public FarBackEndTests() => Open();

    protected override IUserStore Store => _pool.Users;

    protected override IBackEnd BackEnd => _far;

    protected override void Stop(bool stopped)
    {
        if (stopped) _pool.Outage.Stop();
        else _pool.Outage.Start();
    }

    [Fact]
    public async Task A_lost_connection_is_a_pool_that_is_not_available()
    {
        _pipe.Cut();
        await Assert.ThrowsAsync<PoolUnavailableException>(() => _far.Export([SipAddress.Parse("alice@godwit.test")], Cancel));
        await Assert.ThrowsAsync<PoolUnavailableException>(() => _far.Export([SipAddress.Parse("alice@godwit.test")], Cancel));
    }

    protected override async Task Reopen()
    {
        _pipe.Dispose();
        await _pool.DisposeAsync();
        Open();
    }

    public override async ValueTask DisposeAsync()
    {
        GC.SuppressFinalize(this);
        _pipe.Dispose();
        await _pool.DisposeAsync();
        _folder.Dispose();
    }

    private void Open()
    {
        _pool = PoolDatabase.Open(_folder.File("pool.db"), "lcs01.godwit.test");
        _pipe = new FarPipe();
        _far = _pipe.Through(_pool.BackEnd, () => new PoolUnavailableException("lcs01.godwit.test"));
        _pipe.Start();
    }
}
