using Godwit.Moves;
using Godwit.Pool.Users;
using Godwit.Tests.Moves.World;

namespace Godwit.Tests.Moves;

/// <summary>A move is taken back: what was written since comes along, and each user is where she was.</summary>
public class UndoTests
{
    [Fact]
    public async Task Everybody_goes_back_to_her_own_former_home_with_what_she_has_written_since()
    {
        var world = new MoveWorld();
        var (lcs, ocs, none) = (world.AddUsers(2, MoveWorld.Lcs), world.AddUsers(2, MoveWorld.Ocs), world.AddUsers(1, null));
        var moved = await world.Done(Move([.. lcs, .. ocs, .. none], MoveWorld.R2));
        foreach (var user in world.Acknowledged.Keys) world.Write(user);
        world.Pools[MoveWorld.R2].SignedIn.Add(none[0]);

        var undo = await world.Done(MoveRequest.Undo(moved, [], false, "test"));

        Assert.Equal((moved, ""), (world.Journal.Report(undo)!.Undoes, world.Journal.Report(undo)!.ToPool));
        Assert.Equal([MoveWorld.Lcs, MoveWorld.Lcs, MoveWorld.Ocs, MoveWorld.Ocs, null], world.Directory.Users.Values.Select(u => u.HomePool));
        Assert.All(world.Journal.Report(moved)!.Users, u => Assert.Equal((MoveOutcome.Undone, undo), (u.Outcome, u.UndoneBy)));
        Assert.Equal(5, world.Journal.Report(moved)!.Progress.Undone);
        Assert.DoesNotContain(none[0], world.Pools[MoveWorld.R2].SignedIn);
        world.CheckEnd(undo, "undo");

        // Nothing is done twice.
        var again = await world.Done(MoveRequest.Undo(moved, [], false, "test"));
        Assert.All(world.Journal.Report(again)!.Users, u => Assert.Equal(MoveOutcome.Unchanged, u.Outcome));
    }

    [Fact]
    public async Task An_undo_can_be_undone_and_then_the_move_again()
    {
        var world = new MoveWorld();
        var users = world.AddUsers(3, MoveWorld.Lcs);
        var moved = await world.Done(Move(users, MoveWorld.R2));
        var undo = await world.Done(MoveRequest.Undo(moved, [], false, "test"));
        var redo = await world.Done(MoveRequest.Undo(undo, [users[1]], false, "test"));
        world.CheckEnd(redo, "redo");
        Assert.Equal(MoveWorld.R2, world.Directory.Users[users[1]].HomePool);
        Assert.Equal([MoveOutcome.Undone, MoveOutcome.Moved, MoveOutcome.Undone], world.Journal.Report(moved)!.Users.Select(u => u.Outcome));
        Assert.Equal([MoveOutcome.Moved, MoveOutcome.Undone, MoveOutcome.Moved], world.Journal.Report(undo)!.Users.Select(u => u.Outcome));

        var last = await world.Done(MoveRequest.Undo(moved, [users[1]], false, "test"));
        world.CheckEnd(last, "undone once more");
        Assert.Equal(MoveWorld.Lcs, world.Directory.Users[users[1]].HomePool);
    }

    [Fact]
    public async Task Who_was_moved_again_stays_until_the_later_move_is_undone()
    {
        var world = new MoveWorld();
        var users = world.AddUsers(2, MoveWorld.Lcs);
        var first = await world.Done(Move(users, MoveWorld.Ocs));
        var second = await world.Done(Move([users[0]], MoveWorld.R2));

        var undo = world.Journal.Report(await world.Done(MoveRequest.Undo(first, [], false, "test")))!;
        Assert.Equal([MoveOutcome.Refused, MoveOutcome.Moved], users.Select(u => undo.Users.Single(o => o.User == u).Outcome));
        Assert.Contains(second, undo.Users.Single(o => o.User == users[0]).Reason, StringComparison.Ordinal);

        await world.Done(MoveRequest.Undo(second, [], false, "test"));
        await world.Done(MoveRequest.Undo(first, [users[0]], false, "test"));
        Assert.All(users, u => Assert.Equal(MoveWorld.Lcs, world.Directory.Users[u].HomePool));
        world.CheckPlaces("both undone");
    }

    [Fact]
    public async Task After_the_window_nobody_is_taken_back()
    {
        var world = new MoveWorld();
        var moved = await world.Done(Move(world.AddUsers(1, MoveWorld.Lcs), MoveWorld.R2));
        world.Time.Advance(TimeSpan.FromDays(15));
        Assert.Equal(MoveOutcome.Refused, world.Journal.Report(await world.Done(MoveRequest.Undo(moved, [], false, "test")))!.Users.Single().Outcome);
        world.CheckPlaces("window over");
    }

    [Theory]
    [InlineData(MoveWorld.Ocs)]
    [InlineData(MoveWorld.R2)]
    public async Task Data_of_who_is_unassigned_again_comes_along_with_the_next_move(string next)
    {
        var world = new MoveWorld();
        var user = world.AddUsers(1, null)[0];
        var moved = await world.Done(Move([user], MoveWorld.R2));
        world.Write(user);
        await world.Done(MoveRequest.Undo(moved, [], false, "test"));
        Assert.Null(world.Directory.Users[user].HomePool);
        world.CheckPlaces("unassigned");

        var id = await world.Done(Move([user], next));
        world.CheckEnd(id, "moved again");
        Assert.Single(world.Acknowledged[user]);
    }

    [Fact]
    public async Task Who_is_unassigned_again_is_not_moved_without_her_data_while_its_pool_is_down()
    {
        var world = new MoveWorld();
        var user = world.AddUsers(1, null)[0];
        var moved = await world.Done(Move([user], MoveWorld.R2));
        world.Write(user);
        await world.Done(MoveRequest.Undo(moved, [], false, "test"));
        world.Pools[MoveWorld.R2].Up = false;
        var refused = world.Journal.Report(await world.Done(Move([user], MoveWorld.Ocs)))!.Users.Single();
        Assert.Equal(MoveOutcome.Refused, refused.Outcome);
        Assert.Contains(MoveWorld.R2, refused.Reason, StringComparison.Ordinal);

        var forced = await world.Done(Move([user], MoveWorld.Ocs, force: true));
        Assert.Equal(MoveWorld.Ocs, world.Directory.Users[user].HomePool);
        await Calm(world);
        world.CheckEnd(forced, "forced, and the pool is back");
        Assert.Single(world.Acknowledged[user]);
    }

    [Fact]
    public async Task What_was_arriving_for_an_unassigned_user_who_did_not_go_does_not_stay()
    {
        var world = new MoveWorld();
        var user = world.AddUsers(1, null)[0];
        var moved = await world.Done(Move([user], MoveWorld.R2));
        world.Write(user);
        await world.Done(MoveRequest.Undo(moved, [], false, "test"));
        world.Pools[MoveWorld.Ocs].Damage.Add(user);
        var failed = await world.Done(Move([user], MoveWorld.Ocs));
        Assert.Equal(MoveOutcome.Failed, world.Journal.Report(failed)!.Users.Single().Outcome);
        Assert.DoesNotContain(user, world.Pools[MoveWorld.Ocs].Copies);
        world.CheckEnd(failed, "not the same after the copy");
    }

    [Fact]
    public async Task Undo_of_a_move_that_was_forced_to_a_dead_pool_brings_home_and_data_back_at_once()
    {
        var world = new MoveWorld();
        var users = world.AddUsers(3, MoveWorld.Ocs);
        world.Pools[MoveWorld.R2].Up = false;
        var moved = await world.Done(Move(users, MoveWorld.R2, force: true));
        Assert.All(users, u => Assert.Equal(DeliveryState.Sealed, world.Journal.Deliveries[(moved, u)].State));

        var refused = world.Journal.Report(await world.Done(MoveRequest.Undo(moved, [], false, "test")))!;
        Assert.All(refused.Users, u => Assert.Equal(MoveOutcome.Refused, u.Outcome));
        var undo = await world.Done(MoveRequest.Undo(moved, [], true, "test"));

        Assert.All(users, u => Assert.Equal((CopyState.Homed, 3), (world.Pools[MoveWorld.Ocs].Copies[u].State, world.Pools[MoveWorld.Ocs].Copies[u].Items.Count)));
        foreach (var user in users) world.Write(user);
        await Calm(world);
        Assert.All(users, u => Assert.Equal(MoveWorld.Ocs, world.Directory.Users[u].HomePool));
        Assert.All(world.Journal.Deliveries.Values, d => Assert.Equal(DeliveryState.Delivered, d.State));
        world.CheckEnd(undo, "all pools are back");
    }

    [Fact]
    public async Task Undo_of_a_move_that_was_forced_from_a_dead_pool_finds_her_old_data_there_once_it_is_back()
    {
        var world = new MoveWorld();
        var users = world.AddUsers(3, MoveWorld.Lcs);
        world.Pools[MoveWorld.Lcs].Up = false;
        var moved = await world.Done(Move(users, MoveWorld.R2, force: true));

        // Back by force while it is still down: nothing follows that is there already.
        var undo = await world.Done(MoveRequest.Undo(moved, [], true, "test"));
        await Calm(world);
        world.CheckEnd(undo, "all pools are back");
        Assert.All(users, u => Assert.Equal(3, world.Pools[MoveWorld.Lcs].Copies[u].Items.Count));
    }

    private static MoveRequest Move(IReadOnlyList<SipAddress> users, string to, bool force = false) => new(users, to, force, "test");

    /// <summary>All pools are up, and what is left to do gets done.</summary>
    private static async Task Calm(MoveWorld world)
    {
        foreach (var pool in world.Pools.Values) pool.Up = true;
        await using var engine = world.Boot(new Doors());
        await world.Until(engine.Resume(CancellationToken.None), "resume");
        await world.Until(
            () => world.Journal.Batches.Values.All(b => b.Finished) && world.Journal.Deliveries.Values.All(d => d.State is not (DeliveryState.AtSource or DeliveryState.Sealed)), "calm");
    }
}
