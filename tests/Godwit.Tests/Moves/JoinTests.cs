using Godwit.Moves;
using Godwit.Moves.Engine;
using Godwit.Pool.Users;
using Godwit.Tests.Moves.World;

namespace Godwit.Tests.Moves;

/// <summary>The same move is asked for again while the first has not ended: nobody is refused for it, nothing is done twice.</summary>
public class JoinTests
{
    [Fact]
    public async Task Users_on_their_way_to_the_same_pool_have_the_same_outcome_in_both_moves()
    {
        var world = new MoveWorld();
        var users = world.AddUsers(7, MoveWorld.Lcs);
        Task<string>? second = null;
        Task<IReadOnlyList<UserOutcome>>? elsewhere = null;
        MoveEngine? engine = null;
        var doors = new Doors
        {
            // The first batch is about to be switched: the others wait, all are in the move.
            At = name =>
            {
                if (second is not null || name != "before switch") return;
                second = engine!.Start(Request(users, MoveWorld.R2), CancellationToken.None);
                elsewhere = engine.Plan(Request(users, MoveWorld.Ocs), CancellationToken.None);
            },
        };
        engine = world.Boot(doors, o => o with { BatchSize = 2 });
        await engine.Resume(CancellationToken.None);

        var first = await engine.Start(Request(users, MoveWorld.R2), CancellationToken.None);
        await world.Until(Ends(engine, first), "the first move");
        await world.Until(Ends(engine, await second!), "the second move");

        world.CheckEnd(first, "first");
        world.CheckEnd(await second!, "second");
        Assert.All(world.Journal.Report(await second!)!.Users, u => Assert.Equal((MoveOutcome.Moved, MoveWorld.Lcs, (string?)null), (u.Outcome, u.From, u.Reason)));
        Assert.Equal(users.Count, doors.Names.Count(n => n == "after switch"));
        Assert.All(await elsewhere!, p => Assert.True(p.Outcome == MoveOutcome.Refused && p.Reason!.Contains(first, StringComparison.Ordinal)));
        await engine.DisposeAsync();
    }

    [Fact]
    public async Task Repeating_the_move_after_a_crash_at_any_point_ends_with_everybody_moved()
    {
        var cancel = TestContext.Current.CancellationToken;
        for (var point = 1; point < 400; point += 3)
        {
            var world = new MoveWorld();
            var users = world.AddUsers(6, MoveWorld.Lcs);
            var doors = new Doors { CrashAt = point };
            var dying = world.Boot(doors, o => o with { BatchSize = 2 });
            var run = Task.Run(async () =>
            {
                await dying.Resume(cancel);
                await dying.Start(Request(users, MoveWorld.R2), cancel);
                await Ends(dying, await dying.Start(Request(users, MoveWorld.R2), cancel));
            }, cancel);
            await world.Until(Task.WhenAny(run, doors.Crashed), $"point {point}");
            if (run.IsCompletedSuccessfully) return;

            foreach (var pool in world.Pools.Values) pool.Restart();
            var engine = world.Boot(new Doors(), o => o with { BatchSize = 2 });
            await world.Until(engine.Resume(CancellationToken.None), $"resume after point {point}");
            var again = await engine.Start(Request(users, MoveWorld.R2), CancellationToken.None);

            // Looked at after it was planned: the first move goes on all the time. Who is still at the old home now was there when she was asked for again.
            var here = users.Where(u => world.Directory.Users[u].HomePool == MoveWorld.Lcs).ToHashSet();
            await world.Until(Ends(engine, again), $"the repeated move after point {point}");

            Assert.All(world.Journal.Report(again)!.Users, u => Assert.True(u.Outcome == MoveOutcome.Moved || (u.Outcome == MoveOutcome.Unchanged && !here.Contains(u.User)), $"point {point}: {u}"));
            Assert.All(users, u => Assert.Equal(MoveWorld.R2, world.Directory.Users[u].HomePool));
            await world.Until(() => world.Journal.Moves.All(m => m.FinishedAt is not null) && world.Journal.Batches.Values.All(b => b.Finished), $"all moves after point {point}");
            world.CheckPlaces($"point {point}");
            await engine.DisposeAsync();
        }

        Assert.Fail("The move never came to its end without a crash");
    }

    private static MoveRequest Request(IReadOnlyList<SipAddress> users, string to) => new(users, to, false, "test");

    private static async Task Ends(MoveEngine engine, string id)
    {
        await foreach (var _ in engine.Watch(id, CancellationToken.None))
        {
        }
    }
}
