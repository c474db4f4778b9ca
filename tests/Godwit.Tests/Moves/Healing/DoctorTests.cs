using Godwit.Moves;
using Godwit.Moves.Healing;
using Godwit.Pool.Users;
using Godwit.Tests.Moves.World;

namespace Godwit.Tests.Moves.Healing;

/// <summary>A forest that was damaged in every way there is: the doctor finds it, mends it, and finds nothing any more, whenever he dies in between.</summary>
public class DoctorTests
{
    private static readonly SipAddress Stranger = SipAddress.Parse("stranger@godwit.test");

    [Fact]
    public async Task A_forest_that_is_well_has_no_findings()
    {
        var world = new MoveWorld();
        world.AddUsers(3, null);
        await world.Done(new MoveRequest(world.AddUsers(20, MoveWorld.Lcs), MoveWorld.R2, false, "test"));
        foreach (var mend in new[] { false, true })
        {
            var report = await Look(world, mend);
            Assert.Equal((23, 0, 0), (report.Users, report.Found, report.Mended));
        }
    }

    [Fact]
    public async Task Every_kind_of_damage_is_found_before_anything_is_changed_and_then_mended()
    {
        var world = Damaged();
        var before = Picture(world);
        var found = await Look(world, mend: false);
        Assert.Equal(before, Picture(world));
        Assert.Equal(Enum.GetValues<FindingKind>().Except([FindingKind.DeliveryStuck]).Order(), found.Counts.Keys.Order());

        var mended = await Look(world, mend: true);
        Assert.Equal(0, mended.Findings.Count(f => f is { Remedy: not null, Mended: false }));
        Assert.True(mended.Mended >= 10, $"Only {mended.Mended}");
        await AllIsWell(world, "mended");
    }

    [Fact]
    public async Task The_doctor_may_die_at_every_point_and_the_next_one_goes_on()
    {
        for (var point = 0; ; point++)
        {
            var world = Damaged();
            var doors = new Doors { CrashAt = point };
            var run = Task.Run(() => world.BootDoctor(doors).Run([], true, CancellationToken.None));
            await world.Until(Task.WhenAny(run, doors.Crashed), $"point {point}");
            var over = doors.Disarm();
            foreach (var pool in world.Pools.Values) pool.Restart();
            await Look(world, mend: true);
            await AllIsWell(world, $"crash at {point}");
            if (!over) continue;
            Assert.True(point > 60, $"Only {point} points");
            return;
        }
    }

    [Fact]
    public async Task Only_the_users_who_were_named_are_looked_at()
    {
        var world = Damaged();
        var report = await Look(world, mend: true, MoveWorld.User(0));
        Assert.Equal((1, 1, 1), (report.Users, report.Found, report.Mended));
        Assert.Equal(FindingKind.HalfDoneMove, report.Findings[0].Kind);
        Assert.True((await Look(world, mend: false)).Found > 9);
    }

    [Fact]
    public async Task A_pool_that_is_down_is_named_and_nothing_is_concluded_from_its_silence()
    {
        var world = Damaged();
        world.Pools[MoveWorld.R2].Up = false;
        var report = await Look(world, mend: true);
        Assert.Equal([MoveWorld.R2], report.Unreachable);
        world.Pools[MoveWorld.R2].Up = true;
        await Look(world, mend: true);
        await AllIsWell(world, "up again");
    }

    private static async Task<DoctorReport> Look(MoveWorld world, bool mend, params SipAddress[] users)
    {
        DoctorReport? report = null;
        await world.Until(Task.Run(async () => report = await world.BootDoctor(new Doors()).Run(users, mend, CancellationToken.None)), "the doctor");
        return report!;
    }

    /// <summary>What is left over needs an administrator; and everybody who has a home has all her data there, and nothing anywhere else but undo copies.</summary>
    private static async Task AllIsWell(MoveWorld world, string where)
    {
        var left = await Look(world, mend: false);
        Assert.True(left.Findings.All(f => f.Remedy is null), $"{where}: {string.Join(", ", left.Findings.Where(f => f.Remedy is not null))}");
        Assert.Equal([FindingKind.SeveralCopies, FindingKind.UnknownUser], left.Counts.Keys);
        Assert.Equal(2, world.Pools.Values.Count(p => p.Copies.TryGetValue(MoveWorld.User(8), out var c) && c.State == CopyState.Homed));
        Assert.True(world.Pools[MoveWorld.Lcs].Copies.ContainsKey(Stranger), where);
        foreach (var pool in world.Pools.Values) pool.Copies.Remove(Stranger);
        world.Pools[MoveWorld.Ocs].Copies.Remove(MoveWorld.User(8));
        world.Acknowledged.Remove(MoveWorld.User(8));
        world.CheckPlaces(where);
    }

    private static string Picture(MoveWorld world) => string.Join('\n', world.Directory.Users.Values.Select(u => $"{u.Address} {u.HomePool} {u.TargetPool} {u.DanglingHome}")
        .Concat(world.Pools.SelectMany(p => p.Value.Copies.OrderBy(c => c.Key).Select(c => $"{p.Key} {c.Key} {c.Value.State} {c.Value.LeftUntil} {string.Join(' ', c.Value.Items)}"))));

    /// <summary>User by user another damage; the last stays well.</summary>
    private static MoveWorld Damaged()
    {
        var world = new MoveWorld();
        var users = world.AddUsers(12, MoveWorld.R2);
        var (home, lcs, ocs) = (world.Pools[MoveWorld.R2].Copies, world.Pools[MoveWorld.Lcs].Copies, world.Pools[MoveWorld.Ocs].Copies);
        var soon = world.Time.GetUtcNow().AddDays(3);
        void Is(int user, Func<DirectoryUser, DirectoryUser> change) => world.Directory.Put(change(world.Directory.Users[users[user]]));

        Is(0, u => u with { TargetPool = MoveWorld.Ocs });
        Is(1, u => u with { HomePool = null, DanglingHome = "cn=gone" });
        home[users[2]] = home[users[2]] with { State = CopyState.Arriving };
        home.Remove(users[3], out var elsewhere);
        ocs[users[3]] = elsewhere!;
        home.Remove(users[4], out var nowhere);
        lcs[users[4]] = nowhere! with { State = CopyState.Left, LeftUntil = soon };
        ocs[users[5]] = home[users[5]];
        lcs[users[6]] = home[users[6]] with { State = CopyState.Arriving };
        lcs[users[7]] = home[users[7]] with { State = CopyState.Left };
        home.Remove(users[8], out var twice);
        (lcs[users[8]], ocs[users[8]]) = (twice!, twice!);
        lcs[users[9]] = home[users[9]] with { State = CopyState.Left, LeftUntil = soon.AddDays(-9) };
        home[users[10]] = home[users[10]] with { State = CopyState.Left, LeftUntil = soon };
        ocs[users[10]] = home[users[10]] with { State = CopyState.Homed, LeftUntil = null };
        lcs[Stranger] = home[users[11]];
        return world;
    }
}
