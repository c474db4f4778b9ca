using CsCheck;
using Godwit.Pool.Homes;
using Godwit.Pool.Users;
using Microsoft.Extensions.Time.Testing;

namespace Godwit.Tests.Pool.Homes;

public class HomeGateTests
{
    private static readonly SipAddress Alice = SipAddress.Parse("alice@godwit.test");
    private static readonly SipAddress Bob = SipAddress.Parse("bob@godwit.test");

    private readonly FakeTimeProvider _time = new();
    private readonly HomeGate _gate;

    public HomeGateTests() => _gate = new HomeGate(_time);

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_fence_waits_until_the_writes_under_way_have_ended()
    {
        var one = await _gate.Enter(Alice);
        var two = await _gate.Enter(Alice);
        var fence = _gate.Fence([Alice, Bob], Cancel);
        one.Dispose();
        Assert.False(fence.IsCompleted);
        two.Dispose();
        await fence;
    }

    [Fact]
    public async Task New_writes_wait_and_others_do_not()
    {
        await _gate.Fence([Alice], Cancel);
        var waits = _gate.Enter(Alice).AsTask();
        (await _gate.Enter(Bob)).Dispose();
        Assert.False(waits.IsCompleted);
        _gate.Open([Alice]);
        (await waits).Dispose();
        await _gate.Fence([Alice], Cancel);
    }

    [Fact]
    public async Task A_release_sends_those_who_waited_elsewhere()
    {
        await _gate.Fence([Alice], Cancel);
        var waits = _gate.Enter(Alice).AsTask();
        _gate.Release([Alice]);
        await Assert.ThrowsAsync<MovedException>(() => waits);
        // Whoever comes now is told by the directory, not by the gate.
        (await _gate.Enter(Alice)).Dispose();
    }

    [Fact]
    public async Task Fencing_and_opening_twice_is_fencing_and_opening()
    {
        await _gate.Fence([Alice], Cancel);
        await _gate.Fence([Alice], Cancel);
        Assert.True(_gate.IsFenced(Alice));
        _gate.Open([Alice]);
        _gate.Open([Alice]);
        _gate.Release([Alice]);
        Assert.False(_gate.IsFenced(Alice));
        (await _gate.Enter(Alice)).Dispose();
    }

    [Fact]
    public async Task A_fence_that_was_given_up_still_stands()
    {
        using var pass = await _gate.Enter(Alice);
        using var giveUp = CancellationTokenSource.CreateLinkedTokenSource(Cancel);
        var fence = _gate.Fence([Alice], giveUp.Token);
        await giveUp.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => fence);
        Assert.True(_gate.IsFenced(Alice));
        _gate.Open([Alice]);
    }

    [Fact]
    public async Task An_open_gate_allocates_nothing()
    {
        for (var i = 0; i < 100; i++) (await _gate.Enter(Alice)).Dispose();
        var before = GC.GetAllocatedBytesForCurrentThread();
        // An open gate answers at once: the loop never leaves this thread.
        for (var i = 0; i < 10_000; i++) (await _gate.Enter(Alice)).Dispose();
        Assert.InRange(GC.GetAllocatedBytesForCurrentThread() - before, 0, 10_000);
    }

    [Fact]
    public void Nobody_waits_for_the_endpoints_of_a_user_who_was_moved_on()
    {
        _gate.Expect([Alice], TimeSpan.FromSeconds(10));
        Assert.True(_gate.IsExpected(Alice, out var arrival));
        _gate.Release([Alice]);
        Assert.True(arrival.IsCompleted);
        Assert.False(_gate.IsExpected(Alice, out _));
    }

    [Fact]
    public void An_arrival_is_waited_for_until_it_happens_or_its_time_is_up()
    {
        Assert.False(_gate.IsExpected(Alice, out _));
        _gate.Expect([Alice, Bob], TimeSpan.FromSeconds(5));
        Assert.True(_gate.IsExpected(Alice, out var alice));
        Assert.True(_gate.IsExpected(Bob, out var bob));
        _gate.Arrived(Alice);
        Assert.True(alice.IsCompleted);
        Assert.False(_gate.IsExpected(Alice, out _));
        Assert.False(bob.IsCompleted);
        _time.Advance(TimeSpan.FromSeconds(5));
        Assert.True(bob.IsCompleted);
        Assert.False(_gate.IsExpected(Bob, out _));
    }

    [Fact]
    public void A_later_expectation_outlives_an_earlier_one()
    {
        _gate.Expect([Alice], TimeSpan.FromSeconds(5));
        Assert.True(_gate.IsExpected(Alice, out var first));
        _time.Advance(TimeSpan.FromSeconds(3));
        _gate.Expect([Alice], TimeSpan.FromSeconds(5));
        _time.Advance(TimeSpan.FromSeconds(3));
        Assert.True(first.IsCompleted);
        Assert.True(_gate.IsExpected(Alice, out var second));
        Assert.False(second.IsCompleted);
        _gate.Arrived(Alice);
        Assert.True(second.IsCompleted);
    }

    /// <summary>
    /// Writers and fences of a few users, interleaved at every await: no write runs between the end of a fence's wait and its opening, every write
    /// ends, and nobody is told "moved" unless there was a release.
    /// </summary>
    [Fact]
    public async Task No_write_runs_behind_a_fence_however_they_interleave() =>
        await Gen.Select(Gen.Int[0, 3].Array[1, 12], Gen.Int[0, 2].Array[1, 12], Gen.Bool).SampleAsync(async (writers, fences, release) =>
        {
            var gate = new HomeGate(TimeProvider.System);
            SipAddress[] users = [Alice, Bob, SipAddress.Parse("carol@godwit.test")];
            var writing = new int[users.Length];
            var fenced = new int[users.Length];
            var broken = 0;
            var moved = 0;

            async Task Write(int seed)
            {
                for (var i = 0; i < 20; i++)
                {
                    var user = (seed + i) % users.Length;
                    try
                    {
                        using var pass = await gate.Enter(users[user]);
                        Interlocked.Increment(ref writing[user]);
                        if (Volatile.Read(ref fenced[user]) > 0) Interlocked.Increment(ref broken);
                        await Task.Yield();
                        if (Volatile.Read(ref fenced[user]) > 0) Interlocked.Increment(ref broken);
                        Interlocked.Decrement(ref writing[user]);
                    }
                    catch (MovedException)
                    {
                        Interlocked.Increment(ref moved);
                    }
                }
            }

            async Task Fence(int user)
            {
                for (var i = 0; i < 5; i++)
                {
                    await gate.Fence([users[user]], Cancel);
                    Interlocked.Increment(ref fenced[user]);
                    if (Volatile.Read(ref writing[user]) > 0) Interlocked.Increment(ref broken);
                    await Task.Yield();
                    Interlocked.Decrement(ref fenced[user]);
                    if (release) gate.Release([users[user]]);
                    else gate.Open([users[user]]);
                    await Task.Yield();
                }
            }

            // One mover a user, as the journal has it.
            await Task.WhenAll([.. writers.Select(w => Task.Run(() => Write(w), Cancel)), .. fences.Distinct().Select(f => Task.Run(() => Fence(f), Cancel))]);
            Assert.Equal(0, broken);
            if (!release) Assert.Equal(0, moved);
            Assert.All(users, u => Assert.False(gate.IsFenced(u)));
        }, iter: 300);
}
