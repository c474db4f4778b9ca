using Godwit.Moves;
using Godwit.Moves.Terms;
using Godwit.Pool.BackEnds;
using Godwit.Tests.Moves.World;

namespace Godwit.Tests.Moves;

/// <summary>For a while the directory is gone, or a disk is full, or the clock is put forward and back, from any moment of a move on: nothing is lost, and then it goes on.</summary>
public class HardTimesTests
{
    private const int Refusals = 12;

    /// <summary>Users wait there, and are moved when the directory is back.</summary>
    [Fact]
    public async Task Moves_wait_for_the_directory() => await FromAnyMoment("directory", name => name is "mark" or "switch" or "read directory", everybodyArrives: true);

    /// <summary>Who is fenced is let go, and arrives when she is tried again.</summary>
    [Fact]
    public async Task A_full_journal_costs_nobody_anything() => await FromAnyMoment("journal", name => name.StartsWith("journal ", StringComparison.Ordinal) && name != "journal read", everybodyArrives: false);

    [Fact]
    public async Task A_full_back_end_costs_nobody_anything() => await FromAnyMoment(
        "back ends", name => name.Split(' ')[0] is "import" or "settle" or "retire" or "abandon" or "post", everybodyArrives: false);

    /// <summary>Under the fence or later: who fails is told that a disk is full, and whose; once there is room, the same move brings her.</summary>
    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task A_disk_that_is_full_is_named_and_who_failed_is_moved_once_there_is_room(bool force)
    {
        var world = new MoveWorld();
        var users = world.AddUsers(6, MoveWorld.Lcs);
        var by = new Administrator(new MoveRequest(users, MoveWorld.R2, force, "test"));
        var (full, imports, turn) = (true, 0, 0);
        var life = new Life(world, "a full disk", also: _ => world.Write(users[turn++ % users.Count]), trouble: name =>
        {
            if (full && name == $"import {MoveWorld.R2}" && imports++ > 0) throw new BackEndUnavailableException(MoveWorld.R2) { IsFull = true };
        });
        await world.Until(Task.Run(async () =>
        {
            await life.Engine.Resume(CancellationToken.None);
            await by.Start(life);
            await by.Ends(life);
        }, TestContext.Current.CancellationToken), "a full disk");
        var said = life.Doors.Alone(() => world.Journal.Report(by.Id!)!.Users);
        Assert.Equal(3, said.Count(u => u.Outcome == MoveOutcome.Moved));
        Assert.All(said.Where(u => u.Outcome != MoveOutcome.Moved), u => Assert.True(
            u.Outcome == MoveOutcome.Failed && u.Reason!.StartsWith($"The disk of {MoveWorld.R2} is full", StringComparison.Ordinal) && u.Reason.Contains($"'godwit move retry {by.Id}'", StringComparison.Ordinal), u.ToString()));
        life.Do(() => full = false);
        await world.Until(Task.Run(() => by.Bring(world, life), TestContext.Current.CancellationToken), "there is room");
        await world.Until(() => life.Doors.Alone(() => world.Journal.Batches.Values.All(b => b.Finished)), "there is room");
        await life.Engine.DisposeAsync();
        life.Judge();
        world.CheckEnd(by.Id!, "there is room");
    }

    [Theory]
    [InlineData(1)]
    [InlineData(-1)]
    public async Task A_clock_that_jumps_loses_nobody_and_makes_nothing_spin(int hours)
    {
        for (var from = 0; from < 120; from += 5) await Jump(hours, from);
    }

    private static async Task Jump(int hours, int from)
    {
        var world = new MoveWorld();
        var users = world.AddUsers(6, MoveWorld.Lcs);
        world.Pools[MoveWorld.Lcs].Calling.Add(users[4]);
        var by = new Administrator(new MoveRequest(users, MoveWorld.R2, false, "test") { Terms = new MoveTerms { Window = Window.Parse("07:30-22:00 UTC"), Rate = 6, Busy = BusyRule.Wait } });
        var (point, turn, where) = (0, 0, $"{hours} h from point {from}");
        var life = new Life(world, where, also: _ =>
        {
            world.Write(users[turn++ % users.Count]);
            if (point++ == from || point == from + 30) world.Time.AdjustTime(world.Time.GetUtcNow().AddHours(point == from + 30 ? -hours : hours));
            if (point == 60) world.Pools[MoveWorld.Lcs].Calling.Clear();
        });
        await world.Until(Task.Run(async () =>
        {
            await life.Engine.Resume(CancellationToken.None);
            await by.Start(life);
            await by.Ends(life);
        }), where);
        Assert.True(life.Doors.Passed < 3_000, $"{where}: {life.Doors.Passed} points");
        await world.Until(() => life.Doors.Alone(() => world.Journal.Batches.Values.All(b => b.Finished)), where);
        life.Do(() =>
        {
            Assert.All(world.Journal.Report(by.Id!)!.Users, u => Assert.True(u.Outcome == MoveOutcome.Moved, $"{where}: {u}"));
            world.CheckEnd(by.Id!, where);
        });

        // The window of its undo is counted from a time that may lie ahead now.
        world.Time.AdjustTime(world.Time.GetUtcNow().AddHours(-hours));
        await life.Engine.DisposeAsync();
        life.Judge();
        world.CheckEnd(await world.Done(MoveRequest.Undo(by.Id!, users, false, "test")), where);
        Assert.All(users, u => Assert.Equal(MoveWorld.Lcs, world.Directory.Users[u].HomePool));
    }

    private static async Task FromAnyMoment(string what, Func<string, bool> refuses, bool everybodyArrives)
    {
        var from = 0;
        while (await Run(what, refuses, from, everybodyArrives)) from++;
        Assert.True(from > 5, $"Only {from} moments");
    }

    /// <summary>False: there were fewer calls.</summary>
    private static async Task<bool> Run(string what, Func<string, bool> refuses, int from, bool everybodyArrives)
    {
        var world = new MoveWorld();
        var users = world.AddUsers(6, MoveWorld.Lcs);
        var by = new Administrator(new MoveRequest(users, MoveWorld.R2, false, "test") { Terms = new MoveTerms { StartAfter = world.Time.GetUtcNow().AddMinutes(10) } });
        var (begun, calls, turn, where) = (false, 0, 0, $"no {what} from call {from} on");
        var life = new Life(world, where, also: _ => world.Write(users[turn++ % users.Count]), trouble: name =>
        {
            if (begun && refuses(name) && calls++ is var call && call >= from && call < from + Refusals) throw new IOException("No space left on device");
        });
        await world.Until(Task.Run(() => life.Engine.Resume(CancellationToken.None)), where);
        await world.Until(Task.Run(() => by.Start(life)), where);
        life.Do(() => begun = true);
        await world.Until(Task.Run(() => by.Ends(life)), where);
        life.Judge();
        if (everybodyArrives) Assert.All(life.Doors.Alone(() => world.Journal.Report(by.Id!)!.Users), u => Assert.True(u.Outcome == MoveOutcome.Moved, $"{where}: {u}"));
        life.Do(() => begun = false);
        await world.Until(Task.Run(() => by.Bring(world, life)), where);
        await world.Until(() => life.Doors.Alone(() => world.Journal.Batches.Values.All(b => b.Finished)), where);
        await life.Engine.DisposeAsync();
        life.Judge();
        world.CheckEnd(by.Id!, where);
        return calls > from;
    }
}
