using Godwit.Moves;
using Godwit.Moves.Engine;
using Godwit.Moves.Terms;
using Godwit.Pool.Users;
using Godwit.Tests.Moves.World;

namespace Godwit.Tests.Moves;

/// <summary>Moves on terms: when they begin, how fast they go, what orders do to them; across the death of the process, too.</summary>
public sealed class RunTests : IAsyncDisposable
{
    private static readonly CancellationToken Cancel = CancellationToken.None;

    private readonly MoveWorld _world = new();
    private MoveEngine _engine = null!;

    public async ValueTask DisposeAsync()
    {
        if (_engine is not null) await _engine.DisposeAsync();
    }

    [Fact]
    public async Task Nobody_is_moved_outside_of_the_window()
    {
        var switched = new List<DateTimeOffset>();
        var users = _world.AddUsers(8, MoveWorld.Lcs);
        await Boot(new Doors { At = name => { if (name == "after switch") switched.Add(_world.Time.GetUtcNow()); } });
        var terms = new MoveTerms { Window = Window.Parse("09:05-09:09 UTC"), Rate = 1 };
        var id = await Start(users, terms);
        Assert.Equal(MoveState.Scheduled, (await _engine.Report(id, Cancel))!.State);
        Assert.Equal(UserState.Waiting, Users(await _engine.Report(id, Cancel))[users[0]].State);
        for (var day = 0; day < 4; day++)
        {
            await Pass(TimeSpan.FromMinutes(25));
            _world.Time.Advance(TimeSpan.FromDays(1) - TimeSpan.FromMinutes(25));
        }

        await Ends(id);
        Assert.Equal(8, switched.Count);

        // The clock of this world goes on while a batch is under way; nothing begins late.
        Assert.All(switched, at => Assert.True(at.TimeOfDay >= new TimeSpan(9, 5, 0) && at.TimeOfDay < new TimeSpan(9, 20, 0), $"{at:u}"));
        Assert.InRange(switched.Select(at => at.Date).Distinct().Count(), 2, 5);
        _world.CheckEnd(id, "window");
    }

    [Fact]
    public async Task Who_has_not_begun_when_the_move_is_to_be_complete_stays_and_can_be_tried_again()
    {
        var users = _world.AddUsers(20, MoveWorld.Lcs);
        await Boot();
        var id = await Start(users, new MoveTerms { Rate = 2, CompleteBy = _world.Time.GetUtcNow().AddSeconds(100) });
        await Ends(id);
        var report = _world.Journal.Report(id)!;
        Assert.InRange(report.Progress.Moved, 2, 4);
        Assert.Equal(20, report.Progress.Moved + report.Progress.Failed);
        Assert.Contains("was to be complete", report.Users[^1].Reason, StringComparison.Ordinal);
        _world.CheckEnd(id, "too late");

        Assert.NotNull((await _engine.Retry(id, refused: false, Cancel)).Move);
        await Ends(id);
        Assert.Equal(20, _world.Journal.Report(id)!.Progress.Moved);
        _world.CheckEnd(id, "tried again");
    }

    [Fact]
    public async Task A_suspended_move_begins_nothing_and_goes_on_after_a_restart_and_a_word()
    {
        var users = _world.AddUsers(6, MoveWorld.Lcs);
        await Boot();
        var id = await Start(users, new MoveTerms { StartAfter = _world.Time.GetUtcNow().AddHours(1) });
        Assert.Equal(MoveState.Suspended, (await _engine.Suspend(id, Cancel)).Move!.State);
        await Restart();
        await Pass(TimeSpan.FromHours(3));
        var report = (await _engine.Report(id, Cancel))!;
        Assert.Equal(MoveState.Suspended, report.State);
        Assert.All(report.Users, u => Assert.Equal((MoveOutcome.Pending, UserState.Suspended), (u.Outcome, u.State)));

        Assert.NotNull((await _engine.GoOn(id, Cancel)).Move);
        await Ends(id);
        Assert.Equal(6, _world.Journal.Report(id)!.Progress.Moved);
        _world.CheckEnd(id, "suspended");
    }

    [Fact]
    public async Task A_cancelled_move_leaves_everybody_who_has_not_begun_where_she_is()
    {
        var users = _world.AddUsers(6, MoveWorld.Lcs);
        await Boot();
        var id = await Start(users, new MoveTerms { StartAfter = _world.Time.GetUtcNow().AddHours(1) });
        Assert.NotNull((await _engine.Cancel(id, Cancel)).Move);
        await Ends(id);
        var report = _world.Journal.Report(id)!;
        Assert.Equal(MoveState.Cancelled, report.State);
        Assert.All(report.Users, u => Assert.Equal((MoveOutcome.Failed, UserState.Cancelled), (u.Outcome, UserStates.Of(u))));
        _world.CheckEnd(id, "cancelled");
        Assert.Contains("is over", (await _engine.Suspend(id, Cancel)).Problem, StringComparison.Ordinal);
        Assert.Equal(MoveAnswer.NoSuchMove, await _engine.Cancel("another", Cancel));

        // Users of a cancelled move are free: another move may take them.
        var other = await Start(users, MoveTerms.None);
        await Ends(other);
        Assert.Equal(6, _world.Journal.Report(other)!.Progress.Moved);
    }

    [Fact]
    public async Task Who_is_in_a_call_is_left_for_later_and_holds_nobody_up()
    {
        var users = _world.AddUsers(6, MoveWorld.Lcs);
        _world.Pools[MoveWorld.Lcs].Calling.UnionWith([users[1], users[4]]);
        await Boot(set: o => o with { BatchSize = 6 });
        var id = await Start(users, new MoveTerms { Busy = BusyRule.Wait });
        await _world.Until(() => _world.Journal.Report(id)!.Progress.Moved == 4, "the others");
        var waiting = Users(await _engine.Report(id, Cancel))[users[4]];
        Assert.Equal(UserState.Waiting, waiting.State);
        Assert.Contains("call or conference", waiting.Reason, StringComparison.Ordinal);

        await Restart(set: o => o with { BatchSize = 6 });
        await Pass(TimeSpan.FromMinutes(10));
        Assert.Equal(4, _world.Journal.Report(id)!.Progress.Moved);
        _world.Pools[MoveWorld.Lcs].Calling.Remove(users[1]);
        await _world.Until(() => _world.Journal.Report(id)!.Progress.Moved == 5, "who hung up");
        Assert.NotNull((await _engine.Change(id, new TermsChange { Busy = BusyRule.Move }, Cancel)).Move);
        await Ends(id);
        Assert.Equal(6, _world.Journal.Report(id)!.Progress.Moved);
        _world.CheckEnd(id, "busy");
    }

    [Fact]
    public async Task A_rate_is_kept_across_restarts()
    {
        var users = _world.AddUsers(8, MoveWorld.Lcs);
        await Boot();
        var began = _world.Time.GetUtcNow();
        var id = await Start(users, new MoveTerms { Rate = 2 });
        for (var moved = 2; moved <= 8; moved += 2)
        {
            await _world.Until(() => _world.Journal.Report(id)!.Progress.Moved >= moved, $"{moved} users");
            Assert.True(_world.Time.GetUtcNow() - began >= TimeSpan.FromMinutes(moved / 2 - 1), $"{moved} users after {_world.Time.GetUtcNow() - began}");
            if (moved < 8) await Restart();
        }

        await Ends(id);
        _world.CheckEnd(id, "rate");
    }

    [Fact]
    public async Task A_higher_priority_goes_first_and_equals_take_turns()
    {
        var order = new List<char>();
        var (low, one, two, high) = (_world.AddUsers(4, MoveWorld.Lcs), _world.AddUsers(4, MoveWorld.Lcs), _world.AddUsers(4, MoveWorld.Lcs), _world.AddUsers(4, MoveWorld.Lcs));
        var start = _world.Time.GetUtcNow().AddMinutes(1);
        await Boot(set: o => o with { BatchSize = 1 });
        var moves = new List<(char Name, string Id)>();
        foreach (var (name, users, priority) in new[] { ('l', low, MovePriority.Low), ('1', one, MovePriority.Normal), ('2', two, MovePriority.Normal), ('h', high, MovePriority.High) })
            moves.Add((name, await Start(users, new MoveTerms { StartAfter = start, Priority = priority })));
        var watchers = moves.Select(m => Task.Run(() => Ended(m.Id))).ToList();
        _world.Directory.Switched = user => order.Add(low.Contains(user) ? 'l' : one.Contains(user) ? '1' : two.Contains(user) ? '2' : 'h');
        await _world.Until(Task.WhenAll(watchers), "all moves");
        Assert.Equal("hhhh12121212llll", new string([.. order]));
    }

    [Fact]
    public async Task A_move_has_no_more_batches_under_way_than_it_may_have()
    {
        var users = _world.AddUsers(12, MoveWorld.Lcs);
        var (fenced, most) = (0, 0);
        await Boot(
            new Doors
            {
                At = name =>
                {
                    if (name == $"after fence {MoveWorld.Lcs}") most = Math.Max(most, ++fenced);
                    else if (name == $"after release {MoveWorld.Lcs}") fenced--;
                },
            },
            o => o with { BatchSize = 1, BatchesInFlight = 6 });
        await Ends(await Start(users, new MoveTerms { Concurrency = 1 }));
        Assert.Equal(1, most);
    }

    private static MoveRequest Request(IReadOnlyList<SipAddress> users, MoveTerms terms) => new(users, MoveWorld.R2, false, "test") { Terms = terms };

    private static Dictionary<SipAddress, UserOutcome> Users(MoveReport? report) => report!.Users.ToDictionary(u => u.User);

    private Task<string> Start(IReadOnlyList<SipAddress> users, MoveTerms terms) => _engine.Start(Request(users, terms), Cancel);

    private Task Ends(string id) => _world.Until(Task.Run(() => Ended(id)), $"move {id}");

    private Task Ended(string id) => Ended(_engine, id);

    private static async Task Ended(MoveEngine engine, string id)
    {
        await foreach (var _ in engine.Watch(id, Cancel))
        {
        }
    }

    private async Task Boot(Doors? doors = null, Func<MoveOptions, MoveOptions>? set = null)
    {
        _engine = _world.Boot(doors ?? new Doors(), set ?? (o => o with { BatchSize = 2 }));
        await _world.Until(_engine.Resume(Cancel), "start");
    }

    /// <summary>The process dies and another begins; what it had in memory is gone.</summary>
    private async Task Restart(Func<MoveOptions, MoveOptions>? set = null)
    {
        await _engine.DisposeAsync();
        await Boot(null, set);
    }

    private async Task Pass(TimeSpan time)
    {
        var until = _world.Time.GetUtcNow() + time;
        await _world.Until(() => _world.Time.GetUtcNow() >= until, "time");
    }
}
