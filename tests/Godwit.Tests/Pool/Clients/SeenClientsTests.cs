using Godwit.Pool.BackEnds;
using Godwit.Pool.Clients;
using Godwit.Pool.Homes;
using Godwit.Pool.Users;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Time.Testing;

namespace Godwit.Tests.Pool.Clients;

public sealed class SeenClientsTests
{
    private static readonly SipAddress Alice = SipAddress.Parse("alice@godwit.test");
    private readonly Store _store = new();
    private readonly FakeTimeProvider _time = new(new DateTimeOffset(2026, 11, 23, 8, 59, 0, TimeSpan.Zero));
    private readonly SeenClients _seen;

    public SeenClientsTests() => _seen = new SeenClients(_store, _time);

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_client_that_comes_and_goes_is_written_once_with_the_hour()
    {
        for (var i = 0; i < 10; i++) _seen.Note(Alice, "OC/3.5", ClientGeneration.New);
        await _seen.Flush(Cancel);
        Assert.Equal(new SeenClient("OC/3.5", ClientGeneration.New, new DateTimeOffset(2026, 11, 23, 8, 0, 0, TimeSpan.Zero)), Assert.Single(_store.Written).Client);
        await _seen.Flush(Cancel);
        Assert.Single(_store.Written);
    }

    [Fact]
    public async Task Only_some_users_can_be_written()
    {
        var bob = SipAddress.Parse("bob@godwit.test");
        _seen.Note(Alice, "OC/3.5", ClientGeneration.New);
        _seen.Note(bob, "OC/3.5", ClientGeneration.New);
        await _seen.Flush([bob], Cancel);
        Assert.Equal([bob], _store.Written.Select(w => w.User));
        await _seen.Flush(Cancel);
        Assert.Equal([bob, Alice], _store.Written.Select(w => w.User));
    }

    [Fact]
    public async Task While_the_back_end_is_away_the_notes_wait()
    {
        _store.Fails = true;
        _seen.Note(Alice, "OC/3.5", ClientGeneration.New);
        await Assert.ThrowsAsync<BackEndUnavailableException>(() => _seen.Flush(Cancel));
        _store.Fails = false;
        await _seen.Flush(Cancel);
        Assert.Single(_store.Written);
    }

    [Fact]
    public async Task A_client_that_is_seen_again_during_the_write_is_written_again()
    {
        _seen.Note(Alice, "OC/3.5", ClientGeneration.New);
        _store.Meanwhile = () =>
        {
            _time.Advance(TimeSpan.FromHours(1));
            _seen.Note(Alice, "OC/3.5", ClientGeneration.New);
        };
        await _seen.Flush(Cancel);
        await _seen.Flush(Cancel);
        Assert.Equal([8, 9], _store.Written.Select(w => w.Client.LastSeen.Hour));
    }

    [Fact]
    public async Task The_loop_writes_every_few_seconds_and_once_more_at_its_end()
    {
        using var stop = CancellationTokenSource.CreateLinkedTokenSource(Cancel);
        _seen.Note(Alice, "OC/3.5", ClientGeneration.New);
        var loop = _seen.Run(NullLogger.Instance, stop.Token);
        _time.Advance(SeenClients.Interval);
        await _store.Wrote.Task.WaitAsync(Cancel);
        _seen.Note(Alice, "LCC/1.3", ClientGeneration.Old);
        await stop.CancelAsync();
        await loop;
        Assert.Equal(["OC/3.5", "LCC/1.3"], _store.Written.Select(w => w.Client.UserAgent));
    }

    [Fact]
    public void A_long_name_is_cut() => Assert.Equal(SeenClient.LongestUserAgent, SeenClient.At(new string('x', 5_000), ClientGeneration.Old, _time.GetUtcNow()).UserAgent.Length);

    private sealed class Store : ISeenClientStore
    {
        public List<(SipAddress User, SeenClient Client)> Written { get; } = [];

        public TaskCompletionSource Wrote { get; } = new();

        public bool Fails { get; set; }

        public Action? Meanwhile { get; set; }

        public Task Put(IReadOnlyList<(SipAddress User, SeenClient Client)> seen, CancellationToken cancel)
        {
            if (Fails) throw new BackEndUnavailableException("r2pool.godwit.test");
            Written.AddRange(seen);
            Meanwhile?.Invoke();
            Meanwhile = null;
            Wrote.TrySetResult();
            return Task.CompletedTask;
        }

        public Task<IReadOnlyList<(SipAddress User, SeenClient Client)>> All(CancellationToken cancel) => Task.FromResult<IReadOnlyList<(SipAddress, SeenClient)>>(Written);
    }
}
