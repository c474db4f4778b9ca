using System.Collections.Immutable;
using Godwit.Moves;
using Godwit.Pool.Clients;
using Godwit.Pool.Notices;
using Godwit.Pool.Pools;
using Godwit.Pool.Users;
using Godwit.Scenarios.Forests;
using Godwit.Server.Demo;
using Godwit.Server.Hosting;
using Microsoft.Extensions.Logging.Abstractions;
using Xunit;

namespace Godwit.Scenarios.Demo;

public sealed class SeedingTests
{
    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    /// <summary>With 30 people every pool is imported by one call and settled by another: calls 1 to 3 and 4 to 6.</summary>
    [Theory]
    [InlineData(1)]
    [InlineData(3)]
    [InlineData(4)]
    [InlineData(6)]
    public async Task A_demo_that_was_interrupted_while_it_was_made_is_whole_after_the_next_start(int failingCall)
    {
        await using var forest = await TestForest.Start(new TestForestOptions { DemoUsers = 30, SeedOnStart = false });
        await forest.Stop();
        var world = DemoForest.Open(forest.DataFolder, 30, TestForest.Password);
        var calls = 0;
        var how = new ForestStart(NullLoggerFactory.Instance, TimeProvider.System)
        {
            Seed = (doors, cancel) => world.Seed(doors with { BackEnds = doors.BackEnds.ToDictionary(b => b.Key, b => (IBackEnd)new Failing(b.Value, () => ++calls == failingCall)) }, TimeProvider.System, cancel),
        };
        await Assert.ThrowsAsync<IOException>(() => ForestHost.Start(forest.Settings, how, Cancel));

        forest.SeedFromNowOn();
        await forest.Restart();

        Assert.Equal([10, 10, 10], (await forest.Admin.Users(Cancel)).CountBy(u => u.Home).Select(c => c.Value));
        foreach (var pool in forest.Host.Rack.Pools)
        {
            var homed = forest.Host.View.Users.Where(u => u.HomePool == pool.Fqdn).Select(u => u.Address).ToList();
            Assert.All(await pool.BackEnd.Survey(homed, Cancel), s => Assert.True(s.Contacts >= 5));
        }
    }

    /// <summary>A back end that is gone at one call, as if the process had died there.</summary>
    private sealed class Failing(IBackEnd inner, Func<bool> dies) : IBackEnd
    {
        public Task Import(IReadOnlyList<UserParcel> parcels, CancellationToken cancel) => dies() ? throw new IOException("died") : inner.Import(parcels, cancel);

        public Task Settle(IReadOnlyList<SipAddress> users, CancellationToken cancel) => dies() ? throw new IOException("died") : inner.Settle(users, cancel);

        public Task<IReadOnlyList<UserParcel>> Export(IReadOnlyList<SipAddress> users, CancellationToken cancel) => inner.Export(users, cancel);

        public Task<IReadOnlyList<ReadOnlyMemory<byte>?>> ReadBack(IReadOnlyList<SipAddress> users, CancellationToken cancel) => inner.ReadBack(users, cancel);

        public Task Abandon(IReadOnlyList<SipAddress> users, CancellationToken cancel) => inner.Abandon(users, cancel);

        public Task Retire(IReadOnlyList<SipAddress> users, DateTimeOffset until, CancellationToken cancel) => inner.Retire(users, until, cancel);

        public Task Delete(IReadOnlyList<SipAddress> users, CancellationToken cancel) => inner.Delete(users, cancel);

        public Task<int> DropExpired(DateTimeOffset now, CancellationToken cancel) => inner.DropExpired(now, cancel);

        public Task<IReadOnlyList<LateOutcome>> Deliver(IReadOnlyList<LateParcel> late, PoolLimits limits, CancellationToken cancel) => inner.Deliver(late, limits, cancel);

        public Task<IReadOnlyList<DateTimeOffset?>> LeftUntil(IReadOnlyList<SipAddress> users, CancellationToken cancel) => inner.LeftUntil(users, cancel);

        public Task<IReadOnlyList<UserParcel>> TakeChanged(int most, CancellationToken cancel) => inner.TakeChanged(most, cancel);

        public Task ChangesTaken(CancellationToken cancel) => inner.ChangesTaken(cancel);

        public Task PostNotices(IReadOnlyList<UserNotice> notices, CancellationToken cancel) => inner.PostNotices(notices, cancel);

        public Task<IReadOnlyList<UserCopy>> Copies(SipAddress? after, int most, CancellationToken cancel) => inner.Copies(after, most, cancel);

        public Task<IReadOnlyList<UserCopy>> CopiesOf(IReadOnlyList<SipAddress> users, CancellationToken cancel) => inner.CopiesOf(users, cancel);

        public Task Replace(IReadOnlyList<UserParcel> parcels, CancellationToken cancel) => inner.Replace(parcels, cancel);

        public Task<IReadOnlyList<UserSurvey>> Survey(IReadOnlyList<SipAddress> users, CancellationToken cancel) => inner.Survey(users, cancel);

        public Task<IReadOnlyList<ImmutableArray<SeenClient>>> Clients(IReadOnlyList<SipAddress> users, CancellationToken cancel) => inner.Clients(users, cancel);

        public Task<IReadOnlyList<ImmutableArray<SipAddress>>> ContactEdges(IReadOnlyList<SipAddress> users, CancellationToken cancel) => inner.ContactEdges(users, cancel);
    }
}
