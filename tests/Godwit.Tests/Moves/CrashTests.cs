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

    /// <summary>She has what the vault has, goes on with it, and gets what it did not have.</summary>
    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public Task Move_forced_from_a_dead_source_with_a_vault_survives_a_crash_at_every_point(bool poolsDieToo) => AtEveryPoint(
        poolsDieToo,
        world =>
        {
            var request = new MoveRequest(world.AddUsers(4, MoveWorld.Lcs), MoveWorld.R2, true, "test");
            world.KeepInVault(MoveWorld.Lcs);
            foreach (var user in request.Users) world.Write(user);
            world.Pools[MoveWorld.Lcs].Up = false;
            return request;
        },
        world => world.Pools[MoveWorld.Lcs].Up = true,
        writes: true);

    /// <summary>What the vault has waits for the target, and what it did not have for the source.</summary>
    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public Task Move_forced_with_both_pools_dead_survives_a_crash_at_every_point(bool poolsDieToo) => AtEveryPoint(
        poolsDieToo,
        world =>
        {
            var request = new MoveRequest(world.AddUsers(4, MoveWorld.Lcs), MoveWorld.R2, true, "test");
            world.KeepInVault(MoveWorld.Lcs);
            foreach (var user in request.Users) world.Write(user);
            world.Pools[MoveWorld.Lcs].Up = world.Pools[MoveWorld.R2].Up = false;
            return request;
        },
        world => world.Pools[MoveWorld.Lcs].Up = world.Pools[MoveWorld.R2].Up = true);

    /// <summary>What she did at the new home before the old data could follow is there beside it.</summary>
    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public Task Data_of_her_own_and_late_data_come_together_whatever_dies(bool poolsDieToo) => AtEveryPoint(
        poolsDieToo,
        world =>
        {
            var request = new MoveRequest(world.AddUsers(4, MoveWorld.Lcs), MoveWorld.R2, true, "test");
            world.Pools[MoveWorld.Lcs].Up = false;
            return request;
        },
        world => world.Pools[MoveWorld.Lcs].Up = true,
        writes: true);

    [Fact]
    public Task Move_of_unassigned_users_survives_a_crash_at_every_point() =>
        AtEveryPoint(true, world => new MoveRequest(world.AddUsers(4, null), MoveWorld.R2, false, "test"), _ => { });

    /// <summary>What was handed in of them in a file is theirs, once.</summary>
    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public Task Forced_move_of_unassigned_users_with_data_from_a_file_survives_a_crash_at_every_point(bool poolsDieToo) => AtEveryPoint(
        poolsDieToo,
        world =>
        {
            var request = new MoveRequest(world.AddUsers(4, null), MoveWorld.R2, true, "test");
            world.HandIn(request.Users);
            return request;
        },
        _ => { },
        writes: true);

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public Task Undo_survives_a_crash_at_every_point(bool poolsDieToo) => AtEveryPoint(poolsDieToo, async world =>
    {
        // Three former homes, one of them none at all; and what was written since comes along.
        var users = world.AddUsers(2, MoveWorld.Lcs).Concat(world.AddUsers(2, MoveWorld.Ocs)).Concat(world.AddUsers(1, null)).ToList();
        var moved = await world.Done(new MoveRequest(users, MoveWorld.R2, false, "test"));
        foreach (var user in users) world.Write(user);
        return MoveRequest.Undo(moved, users, false, "test");
    }, _ => { });

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public Task Undo_forced_from_a_dead_pool_survives_a_crash_at_every_point(bool poolsDieToo) => AtEveryPoint(
        poolsDieToo,
        async world =>
        {
            var users = world.AddUsers(3, MoveWorld.Ocs);
            var moved = await world.Done(new MoveRequest(users, MoveWorld.R2, false, "test"));
            world.Pools[MoveWorld.R2].Up = false;
            return MoveRequest.Undo(moved, users, true, "test");
        },
        world => world.Pools[MoveWorld.R2].Up = true);

    [Fact]
    public Task Second_crash_while_resuming_is_survived() => AtEveryPoint(
        true, world => new MoveRequest(world.AddUsers(3, MoveWorld.Lcs), MoveWorld.R2, false, "test"), _ => { }, crashesAgain: true);

    private static Task AtEveryPoint(bool poolsDieToo, Func<MoveWorld, MoveRequest> prepare, Action<MoveWorld> pools, bool crashesAgain = false, bool writes = false) =>
        AtEveryPoint(poolsDieToo, world => Task.FromResult(prepare(world)), pools, crashesAgain, writes);

    private static async Task AtEveryPoint(bool poolsDieToo, Func<MoveWorld, Task<MoveRequest>> prepare, Action<MoveWorld> pools, bool crashesAgain = false, bool writes = false)
    {
        var points = 0;
        for (var point = 0; ; point++)
        {
            var again = crashesAgain ? 6 : 1;
            for (var second = 0; second < again; second++)
            {
                if (!await Run(point, crashesAgain ? second * 3 : -1, poolsDieToo, prepare, pools, writes)) Assert.True(point > 20, $"Only {point} points");
                else points = Math.Max(points, point + 1);
            }

            if (points <= point) return;
        }
    }

    /// <summary>False: the move was over before that point.</summary>
    private static async Task<bool> Run(int crashAt, int crashAgainAt, bool poolsDieToo, Func<MoveWorld, Task<MoveRequest>> prepare, Action<MoveWorld> repair, bool writes)
    {
        var world = new MoveWorld();
        var request = await prepare(world);
        var before = world.Journal.Moves.Count;
        var users = request.Users;
        var forced = request.Force;
        var turn = 0;
        var doors = new Doors
        {
            CrashAt = crashAt,
            At = name =>
            {
                // Somebody writes all the time; in some forced moves nobody does, so that late data meets nothing.
                if ((!forced || writes) && world.HomeBefore[users[0]] is not null) world.Write(users[turn++ % users.Count]);
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
        if (world.Journal.Moves.Count == before) return true;
        var id = world.Journal.Moves[^1].Id;

        if (crashed && crashAgainAt >= 0)
        {
            Restart(world, poolsDieToo);
            var dying = new Doors { CrashAt = crashAgainAt, At = name => world.CheckNow($"{where}, {name}") };
            var resume = Task.Run(() => world.Boot(dying).Resume(CancellationToken.None));
            await world.Until(Task.WhenAny(resume, dying.Crashed), where);
            if (dying.Disarm()) return crashed;
        }

        // An engine that did not die may still be at work, and somebody writes at each of its calls.
        doors.Alone(() =>
        {
            Restart(world, poolsDieToo);
            foreach (var user in users)
                if ((!forced || writes) && world.HomeBefore[user] is not null) world.Write(user);
            return true;
        });
        var last = crashed ? world.Boot(new Doors()) : engine;
        if (last != engine) await world.Until(Task.Run(() => last.Resume(CancellationToken.None)), where);
        await world.Until(() => world.Journal.Moves[^1].FinishedAt is not null, where);
        if (writes && world.Vault.Parcels.Count > 0) Assert.All(users, u => Assert.True(world.Pools[MoveWorld.R2].Copies[u].Items.IsSupersetOf(WorldCopy.Of(world.Vault.Parcels[u].Parcel, CopyState.Left).Items), $"{where}: {u} was not given what the vault has"));
        if (forced) Assert.All(world.Journal.Report(id)!.Users, u => Assert.Equal(MoveOutcome.Moved, u.Outcome));
        repair(world);
        foreach (var pool in world.Pools.Keys) await world.Until(last.PoolReturned(pool, CancellationToken.None), where);
        await world.Until(() => Quiet(world), where);
        // An engine that lives may make one more call, and what is written at it would be half there.
        doors.Still(_ => { });
        world.CheckEnd(id, where);
        Assert.All(world.Journal.Report(id)!.Users, u => Assert.True(u.Outcome == MoveOutcome.Moved && u.Lost.IsEmpty, $"{where}: {u}"));
        if (request.Undoes is { } undone) Assert.All(world.Journal.Report(undone)!.Users, u => Assert.Equal((MoveOutcome.Undone, id), (u.Outcome, u.UndoneBy)));
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
