using Godwit.Moves;
using Godwit.Moves.Engine;
using Godwit.Pool.Users;
using Godwit.Tests.Moves.World;

namespace Godwit.Tests.Moves;

/// <summary>The engine's process dies at every point of a move at which it touches the world, before and after each call; the next one goes on.</summary>
public class CrashTests
{
    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public Task Ordinary_move_survives_a_crash_at_every_point(bool poolsDieToo) =>
        AtEveryPoint(poolsDieToo, world => new MoveRequest(world.AddUsers(5, MoveWorld.Lcs), MoveWorld.R2, false, "test"), _ => { });

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public Task Move_forced_to_a_dead_target_survives_a_crash_at_every_point(bool poolsDieToo) => AtEveryPoint(
        poolsDieToo,
        world =>
        {
            var request = new MoveRequest(world.AddUsers(4, MoveWorld.Lcs), MoveWorld.R2, true, "test");
            world.Pools[MoveWorld.R2].Up = false;
            return request;
        },
        world => world.Pools[MoveWorld.R2].Up = true);

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public Task Move_forced_from_a_dead_source_survives_a_crash_at_every_point(bool poolsDieToo) => AtEveryPoint(
        poolsDieToo,
        world =>
        {
            var request = new MoveRequest(world.AddUsers(4, MoveWorld.Lcs), MoveWorld.R2, true, "test");
            world.Pools[MoveWorld.Lcs].Up = false;
            return request;
        },
        world => world.Pools[MoveWorld.Lcs].Up = true);

    [Fact]
    public Task Move_of_unassigned_users_survives_a_crash_at_every_point() =>
        AtEveryPoint(true, world => new MoveRequest(world.AddUsers(4, null), MoveWorld.R2, false, "test"), _ => { });

    [Fact]
    public Task Second_crash_while_resuming_is_survived() => AtEveryPoint(
        true, world => new MoveRequest(world.AddUsers(3, MoveWorld.Lcs), MoveWorld.R2, false, "test"), _ => { }, crashesAgain: true);

    private static async Task AtEveryPoint(bool poolsDieToo, Func<MoveWorld, MoveRequest> prepare, Action<MoveWorld> pools, bool crashesAgain = false)
    {
        var points = 0;
        for (var point = 0; ; point++)
        {
            var again = crashesAgain ? 6 : 1;
            for (var second = 0; second < again; second++)
            {
                if (!await Run(point, crashesAgain ? second * 3 : -1, poolsDieToo, prepare, pools)) Assert.True(point > 20, $"Only {point} points");
                else points = Math.Max(points, point + 1);
            }

            if (points <= point) return;
        }
    }

    /// <summary>False: the move was over before that point.</summary>
    private static async Task<bool> Run(int crashAt, int crashAgainAt, bool poolsDieToo, Func<MoveWorld, MoveRequest> prepare, Action<MoveWorld> repair)
    {
        var world = new MoveWorld();
        var request = prepare(world);
        var users = request.Users;
        var forced = request.Force;
        var turn = 0;
        var doors = new Doors
        {
            CrashAt = crashAt,
            At = name =>
            {
                // Somebody writes all the time; while a pool is down nobody does, to see that nothing of her own is in the way of late data.
                if (!forced && users[0] is var _ && world.HomeBefore[users[0]] is not null) world.Write(users[turn++ % users.Count]);
                if (!forced) world.CheckNow($"crash at {crashAt}, {name}");
            },
        };
        var engine = world.Boot(doors);
        var move = Task.Run(async () =>
        {
            await engine.Resume(CancellationToken.None);
            var id = await engine.Start(request, CancellationToken.None);
            await foreach (var _ in engine.Watch(id, CancellationToken.None)) { }
        });
        await world.Until(Task.WhenAny(move, doors.Crashed), $"first run, crash at {crashAt}");
        var crashed = !doors.Disarm();
        var where = $"crash at {crashAt} ({(crashed ? doors.Names[^1] : "none")}), again at {crashAgainAt}, pools die too: {poolsDieToo}";
        if (world.Journal.Moves.Count == 0) return true;
        var id = world.Journal.Moves[0].Id;

        if (crashed && crashAgainAt >= 0)
        {
            Restart(world, poolsDieToo);
            var dying = new Doors { CrashAt = crashAgainAt, At = name => world.CheckNow($"{where}, {name}") };
            var resume = Task.Run(() => world.Boot(dying).Resume(CancellationToken.None));
            await world.Until(Task.WhenAny(resume, dying.Crashed), where);
            if (dying.Disarm()) return crashed;
        }

        Restart(world, poolsDieToo);
        foreach (var user in users)
            if (!forced && world.HomeBefore[user] is not null) world.Write(user);
        var last = crashed ? world.Boot(new Doors()) : engine;
        if (last != engine) await world.Until(Task.Run(() => last.Resume(CancellationToken.None)), where);
        await world.Until(() => world.Journal.Moves[0].FinishedAt is not null, where);
        if (forced) Assert.All(world.Journal.Report(id)!.Users, u => Assert.Equal(MoveOutcome.Moved, u.Outcome));
        repair(world);
        foreach (var pool in world.Pools.Keys) await world.Until(last.PoolReturned(pool, CancellationToken.None), where);
        await world.Until(() => Quiet(world), where);
        world.CheckEnd(id, where);
        Assert.All(world.Journal.Report(id)!.Users, u => Assert.True(u.Outcome == MoveOutcome.Moved && u.Lost.IsEmpty, $"{where}: {u}"));
        await last.DisposeAsync();
        return crashed;
    }

    private static void Restart(MoveWorld world, bool poolsDieToo)
    {
        if (!poolsDieToo) return;
        foreach (var pool in world.Pools.Values) pool.Restart();
    }

    private static bool Quiet(MoveWorld world) =>
        world.Journal.Batches.Values.All(b => b.Finished) && world.Journal.Deliveries.Values.All(d => d.State is not (DeliveryState.AtSource or DeliveryState.Sealed));
}
