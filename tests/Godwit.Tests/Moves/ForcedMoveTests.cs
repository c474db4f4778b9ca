using Godwit.Moves;
using Godwit.Moves.Engine;
using Godwit.Pool.Users;
using Godwit.Tests.Moves.World;

namespace Godwit.Tests.Moves;

/// <summary>What a user has, and what is said of it, when her pool is down and she is moved by force.</summary>
public class ForcedMoveTests
{
    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public async Task She_has_what_the_vault_knows_and_its_age_is_said_to_the_administrator_and_to_her()
    {
        var (world, engine, alice) = await Begin();
        world.KeepInVault(MoveWorld.Lcs);
        world.Write(alice);
        world.Pools[MoveWorld.Lcs].Up = false;
        world.Time.Advance(TimeSpan.FromMinutes(37));

        var said = await Force(world, engine, alice);

        Assert.Equal(3, world.Pools[MoveWorld.R2].Copies[alice].Items.Count);
        Assert.Contains("3 contacts as of 2026-08-12 09:00 UTC (", said.Reason, StringComparison.Ordinal);
        Assert.Contains("made on lcs01.godwit.test after 2026-08-12 09:00 UTC", Assert.Single(said.Lost), StringComparison.Ordinal);
        Assert.Contains("as of 2026-08-12 09:00 UTC (", Assert.Single(world.Pools[MoveWorld.R2].Notices).Value, StringComparison.Ordinal);

        world.Pools[MoveWorld.Lcs].Up = true;
        await world.Until(engine.PoolReturned(MoveWorld.Lcs, Cancel), "return");
        Assert.Equal(4, world.Pools[MoveWorld.R2].Copies[alice].Items.Count);
        Assert.Equal(2, world.Pools[MoveWorld.R2].Notices.Count);
        await engine.DisposeAsync();
    }

    [Fact]
    public async Task Database_that_can_be_read_although_its_pool_does_not_answer_gives_everything()
    {
        var (world, engine, alice) = await Begin();
        world.Pools[MoveWorld.Lcs].OnlyDatabase = true;

        var said = await Force(world, engine, alice);

        Assert.Empty(said.Lost);
        Assert.Contains("its database could be read", said.Reason, StringComparison.Ordinal);
        Assert.True(world.Pools[MoveWorld.R2].Copies[alice].Items.SetEquals(world.Acknowledged[alice]));
        Assert.Empty(world.Pools[MoveWorld.R2].Notices);
        await engine.DisposeAsync();
    }

    [Fact]
    public async Task With_the_target_down_the_report_names_what_waits()
    {
        var (world, engine, alice) = await Begin();
        world.Pools[MoveWorld.R2].Up = false;

        var said = await Force(world, engine, alice);

        Assert.StartsWith("3 contacts: item", Assert.Single(said.Lost), StringComparison.Ordinal);
        await engine.DisposeAsync();
    }

    [Fact]
    public async Task What_she_was_given_and_has_changed_is_what_the_next_forced_move_begins_with()
    {
        var (world, engine, alice) = await Begin();
        world.KeepInVault(MoveWorld.Lcs);
        world.Pools[MoveWorld.Lcs].Up = false;
        await Force(world, engine, alice);
        world.Write(alice);
        world.KeepInVault(MoveWorld.R2);
        world.Write(alice);
        world.Pools[MoveWorld.R2].Up = false;

        await Force(world, engine, alice, MoveWorld.Ocs);
        Assert.Equal(4, world.Pools[MoveWorld.Ocs].Copies[alice].Items.Count);

        foreach (var pool in new[] { MoveWorld.R2, MoveWorld.Lcs })
        {
            world.Pools[pool].Up = true;
            await world.Until(engine.PoolReturned(pool, Cancel), pool);
        }

        await world.Until(() => world.Journal.Deliveries.Values.All(d => d.State == DeliveryState.Delivered), "deliveries");
        Assert.True(world.Pools[MoveWorld.Ocs].Copies[alice].Items.SetEquals(world.Acknowledged[alice]));
        await engine.DisposeAsync();
    }

    [Fact]
    public async Task With_both_pools_down_what_the_vault_knows_waits_for_the_target_and_the_rest_for_the_source()
    {
        var (world, engine, alice) = await BothDown();
        var said = await Force(world, engine, alice);
        Assert.Contains("Forced while lcs01.godwit.test and r2pool.godwit.test were not available: 3 contacts as of 2026-08-12 09:00 UTC (", said.Reason, StringComparison.Ordinal);
        Assert.Contains("made on lcs01.godwit.test after 2026-08-12 09:00 UTC", Assert.Single(said.Lost), StringComparison.Ordinal);

        await Return(world, engine, MoveWorld.R2);
        Assert.Equal(3, world.Pools[MoveWorld.R2].Copies[alice].Items.Count);
        Assert.Contains("as of 2026-08-12 09:00 UTC (", Assert.Single(world.Pools[MoveWorld.R2].Notices).Value, StringComparison.Ordinal);
        var now = Assert.Single(world.Journal.Outcomes.Values.Single());
        Assert.Contains("the user has 3 contacts as of 2026-08-12 09:00 UTC", now.Reason, StringComparison.Ordinal);
        Assert.Equal(said.Lost, now.Lost);

        // What she deletes before the old pool is back stays deleted, and what only that had comes.
        var removed = world.Pools[MoveWorld.R2].Copies[alice].Items.Min!;
        world.Pools[MoveWorld.R2].Copies[alice].Items.Remove(removed);
        await Return(world, engine, MoveWorld.Lcs);
        Assert.Equal(world.Acknowledged[alice].Where(i => i != removed), world.Pools[MoveWorld.R2].Copies[alice].Items);
        Assert.Empty(world.Journal.Outcomes.Values.Single().Single().Lost);
        await engine.DisposeAsync();
    }

    [Fact]
    public async Task With_both_pools_down_and_the_source_back_first_nothing_older_is_brought()
    {
        var (world, engine, alice) = await BothDown();
        await Force(world, engine, alice);
        await Return(world, engine, MoveWorld.Lcs);
        Assert.Equal(DeliveryState.Sealed, world.Journal.Deliveries.Values.Single().State);
        await Return(world, engine, MoveWorld.R2);
        Assert.True(world.Pools[MoveWorld.R2].Copies[alice].Items.SetEquals(world.Acknowledged[alice]));
        Assert.Equal(DeliveryState.Delivered, world.Journal.Deliveries.Values.Single().State);
        await engine.DisposeAsync();
    }

    [Fact]
    public async Task Source_that_comes_back_without_its_database_does_not_take_away_what_waits()
    {
        var (world, engine, alice) = await BothDown();
        await Force(world, engine, alice);
        world.Pools[MoveWorld.Lcs].Copies.Clear();
        await Return(world, engine, MoveWorld.Lcs);
        await Return(world, engine, MoveWorld.R2);
        Assert.Equal(3, world.Pools[MoveWorld.R2].Copies[alice].Items.Count);
        await engine.DisposeAsync();
    }

    [Fact]
    public async Task What_waits_for_a_dead_home_comes_to_the_next_one()
    {
        var (world, engine, alice) = await BothDown();
        await Force(world, engine, alice);
        await Force(world, engine, alice, MoveWorld.Ocs);
        Assert.Equal(3, world.Pools[MoveWorld.Ocs].Copies[alice].Items.Count);
        foreach (var pool in new[] { MoveWorld.R2, MoveWorld.Lcs }) await Return(world, engine, pool);
        await world.Until(() => world.Journal.Deliveries.Values.All(d => d.State == DeliveryState.Delivered), "deliveries");
        Assert.True(world.Pools[MoveWorld.Ocs].Copies[alice].Items.SetEquals(world.Acknowledged[alice]));
        await engine.DisposeAsync();
    }

    [Fact]
    public async Task With_both_pools_down_and_no_vault_the_administrator_is_told_so()
    {
        var (world, engine, alice) = await Begin();
        world.Pools[MoveWorld.Lcs].Up = world.Pools[MoveWorld.R2].Up = false;
        Assert.Contains("nothing is known of the user's data elsewhere; it follows when lcs01.godwit.test is back", (await Force(world, engine, alice)).Reason, StringComparison.Ordinal);
        foreach (var pool in new[] { MoveWorld.R2, MoveWorld.Lcs }) await Return(world, engine, pool);
        Assert.True(world.Pools[MoveWorld.R2].Copies[alice].Items.SetEquals(world.Acknowledged[alice]));
        await engine.DisposeAsync();
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task Dry_run_of_an_undo_asks_the_vault_as_the_undo_does(bool targetUp)
    {
        var world = new MoveWorld();
        var users = world.AddUsers(2, MoveWorld.Ocs);
        var moved = await world.Done(new MoveRequest(users, MoveWorld.R2, false, "test"));
        world.KeepInVault(MoveWorld.R2);
        world.Pools[MoveWorld.R2].Up = false;
        world.Pools[MoveWorld.Ocs].Up = targetUp;
        var undo = MoveRequest.Undo(moved, [], true, "test");
        var engine = world.Boot(new Doors());
        await engine.Resume(Cancel);
        var planned = await engine.Plan(undo, Cancel);
        await engine.DisposeAsync();
        var done = world.Journal.Report(await world.Done(undo))!.Users;
        Assert.All(planned.Zip(done), both =>
        {
            Assert.Contains("3 contacts as of", both.First.Reason, StringComparison.Ordinal);
            Assert.Contains(targetUp ? "the user would have" : "would be put by, and follow when ocs07.godwit.test is back", both.First.Reason, StringComparison.Ordinal);
            Assert.Contains("3 contacts as of", both.Second.Reason, StringComparison.Ordinal);
            Assert.Equal(both.Second.Lost, both.First.Lost);
        });
    }

    private static async Task<(MoveWorld World, MoveEngine Engine, SipAddress Alice)> BothDown()
    {
        var (world, engine, alice) = await Begin();
        world.KeepInVault(MoveWorld.Lcs);
        world.Write(alice);
        world.Pools[MoveWorld.Lcs].Up = world.Pools[MoveWorld.R2].Up = false;
        world.Time.Advance(TimeSpan.FromMinutes(37));
        return (world, engine, alice);
    }

    private static async Task Return(MoveWorld world, MoveEngine engine, string pool)
    {
        world.Pools[pool].Up = true;
        await world.Until(engine.PoolReturned(pool, Cancel), pool);
    }

    private static async Task<(MoveWorld World, MoveEngine Engine, SipAddress Alice)> Begin()
    {
        var world = new MoveWorld();
        var alice = world.AddUsers(1, MoveWorld.Lcs)[0];
        var engine = world.Boot(new Doors());
        await engine.Resume(Cancel);
        return (world, engine, alice);
    }

    private static async Task<UserOutcome> Force(MoveWorld world, MoveEngine engine, SipAddress user, string to = MoveWorld.R2)
    {
        var id = await engine.Start(new MoveRequest([user], to, true, "test"), Cancel);
        await world.Until(() => world.Journal.Report(id)!.FinishedAt is not null, "the move");
        var said = Assert.Single(world.Journal.Report(id)!.Users);
        Assert.Equal(MoveOutcome.Moved, said.Outcome);
        return said;
    }
}
