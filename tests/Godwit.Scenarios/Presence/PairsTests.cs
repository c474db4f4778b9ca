using Godwit.Admin.Moves;
using Godwit.Scenarios.Forests;
using Xunit;

namespace Godwit.Scenarios.Presence;

/// <summary>Three pools, three languages: who is anywhere sees who is anywhere.</summary>
public sealed class PairsTests
{
    private static readonly (string Pool, Language Language)[] Places =
    [
        (TestForest.Lcs01, Language.Old), (TestForest.Lcs01, Language.Standard),
        (TestForest.Ocs07, Language.Old), (TestForest.Ocs07, Language.New), (TestForest.Ocs07, Language.Standard),
        (TestForest.R2Pool, Language.Old), (TestForest.R2Pool, Language.New), (TestForest.R2Pool, Language.Standard),
    ];

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    private static string NameOf((string Pool, Language Language) place) => $"{place.Pool[..3]}-{place.Language}".ToLowerInvariant();

    private static string AddressOf((string Pool, Language Language) place) => NameOf(place) + "@godwit.test";

    [Fact]
    public async Task Everybody_sees_everybodys_state_note_and_block_whatever_both_speak()
    {
        await using var forest = await TestForest.Start(new TestForestOptions { Unauthenticated = true });
        await using var people = await People.SignIn(forest);
        foreach (var one in people.All) await one.Watch(people.All.Where(o => o != one).Select(o => o.User));
        foreach (var one in people.All) await one.Publish(true, "Note of " + one.User);
        await people.Each((one, other) => one.Expect(other.User, seen => seen == new Seen(true, true, "Note of " + other.User)));

        foreach (var one in people.All) await one.Publish(false, "");
        await people.Each((one, other) => one.Expect(other.User, seen => seen == new Seen(true, false, "")));

        // Standard clients have no words for a block; it is made for everybody by those who have.
        foreach (var blocked in people.All)
        {
            var blockers = new List<PresenceClient>();
            foreach (var one in people.All)
                if (one != blocked && await one.Block(blocked.User, true)) blockers.Add(one);
            foreach (var one in blockers) await blocked.Expect(one.User, seen => !seen.Online);
            foreach (var one in blockers) await one.Block(blocked.User, false);
            foreach (var one in blockers) await blocked.Expect(one.User, seen => seen.Online);
        }
    }

    [Fact]
    public async Task Each_access_level_is_shown_its_own_whatever_pool_and_language_a_watcher_is_of()
    {
        await using var forest = await TestForest.Start(new TestForestOptions { Unauthenticated = true });
        await using var people = await People.SignIn(forest);
        await forest.AddUser("levels", TestForest.R2Pool, enhancedPresence: true);
        await using var levels = await PresenceClient.SignIn(forest.Tcp(TestForest.R2Pool), "levels@godwit.test", Language.New);
        await levels.PublishLevels([.. new[] { 100, 200, 300, 400 }.Select(level => (level, "For " + level))]);
        foreach (var one in people.All) await one.Watch("levels@godwit.test");
        foreach (var one in people.All) await one.Expect("levels@godwit.test", seen => seen == new Seen(true, true, "For 200"));

        foreach (var level in (int[])[100, 200, 300, 400, 32000])
        {
            var version = 0;
            foreach (var one in people.All) await levels.PutInto(level, version++, one.User);
            foreach (var one in people.All)
                await one.Expect("levels@godwit.test", seen => level == 32000 ? !seen.Online && seen.Note.Length == 0 : seen == new Seen(true, level != 300, "For " + level));
        }
    }

    [Fact]
    public async Task Whom_she_blocked_at_an_old_pool_is_blocked_at_a_new_one_and_is_let_in_there_by_a_new_client()
    {
        await using var forest = await TestForest.Start(new TestForestOptions { Unauthenticated = true });
        await using var people = await People.SignIn(forest);
        await forest.AddUser("mover", TestForest.Lcs01, enhancedPresence: true);
        await using var before = await PresenceClient.SignIn(forest.Tcp(TestForest.Lcs01), "mover@godwit.test", Language.Old);
        await before.Publish(true, "Packing");
        foreach (var one in people.All) await one.Watch("mover@godwit.test");
        foreach (var one in people.All) await one.Expect("mover@godwit.test", seen => seen == new Seen(true, true, "Packing"));
        foreach (var one in people.All) await before.Block(one.User, true);
        foreach (var one in people.All) await one.Expect("mover@godwit.test", seen => !seen.Online);

        await Move(forest, TestForest.R2Pool);
        await before.Closed;
        await using var after = await PresenceClient.SignIn(forest.Tcp(TestForest.R2Pool), "mover@godwit.test", Language.New);
        await after.Publish(true, "Landed");
        // Each block made the container of blocked people one version newer.
        after.Blocks = before.Blocks;
        var blocked = people.All.ToList();
        while (blocked is [var first, ..])
        {
            Assert.All(blocked, one => Assert.False(one.Sees("mover@godwit.test").Online));
            await after.Block(first.User, false);
            await first.Expect("mover@godwit.test", seen => seen == new Seen(true, true, "Landed"));
            blocked.Remove(first);
        }
    }

    [Fact]
    public async Task Nobody_anywhere_sees_her_offline_while_she_is_moved()
    {
        await using var forest = await TestForest.Start(new TestForestOptions { Unauthenticated = true });
        await using var people = await People.SignIn(forest);
        await forest.AddUser("mover", TestForest.Lcs01, enhancedPresence: false);
        await using var before = await PresenceClient.SignIn(forest.Tcp(TestForest.Lcs01), "mover@godwit.test", Language.Old);
        await before.Publish(true, "Packing");
        foreach (var one in people.All) await one.Watch("mover@godwit.test");
        foreach (var one in people.All) await one.Expect("mover@godwit.test", seen => seen == new Seen(true, true, "Packing"));

        var (at, next) = (before, before);
        foreach (var pool in (string[])[TestForest.Ocs07, TestForest.R2Pool, TestForest.Lcs01])
        {
            await Move(forest, pool);
            await at.Closed;
            next = await PresenceClient.SignIn(forest.Tcp(pool), "mover@godwit.test", Language.Old);
            await next.Publish(false, "Landed at " + pool);
            foreach (var one in people.All) await one.Expect("mover@godwit.test", seen => seen == new Seen(true, false, "Landed at " + pool));
            if (at != before) await at.DisposeAsync();
            at = next;
        }

        Assert.All(people.All, one => Assert.DoesNotContain(one.Saw("mover@godwit.test"), seen => !seen.Online));
        await at.DisposeAsync();
        foreach (var one in people.All) await one.Expect("mover@godwit.test", seen => !seen.Online);
    }

    [Fact]
    public async Task A_whole_pool_is_moved_and_nobody_who_watches_or_is_watched_sees_anybody_offline()
    {
        await using var forest = await TestForest.Start(new TestForestOptions { Unauthenticated = true });
        await using var people = await People.SignIn(forest);
        foreach (var one in people.All) await one.Watch(people.All.Where(o => o != one).Select(o => o.User));
        foreach (var one in people.All) await one.Publish(true, "Before");
        await people.Each((one, other) => one.Expect(other.User, seen => seen == new Seen(true, true, "Before")));

        var (moved, others) = (people.At(TestForest.Lcs01), people.All.Except(people.At(TestForest.Lcs01)).ToList());
        var move = await forest.Admin.Move(new StartMove(TestForest.R2Pool) { From = TestForest.Lcs01 }, Cancel);
        if (move.State == "running")
            await foreach (var _ in forest.Admin.Watch(move.Id, Cancel))
            {
            }

        var again = new List<PresenceClient>();
        foreach (var one in moved)
        {
            await one.Closed;
            // Everybody's first look at the others is taken before any of the moved has said how she is now.
            again.Add(await PresenceClient.SignIn(forest.Tcp(TestForest.R2Pool), one.User, one.Language));
            await again[^1].Watch(people.All.Where(o => o.User != one.User).Select(o => o.User));
        }

        foreach (var one in again) await one.Publish(false, "After");
        foreach (var one in again)
            foreach (var other in people.All.Where(o => o.User != one.User))
                await one.Expect(other.User, seen => seen == (moved.Contains(other) ? new Seen(true, false, "After") : new Seen(true, true, "Before")));
        foreach (var one in others)
            foreach (var other in moved) await one.Expect(other.User, seen => seen == new Seen(true, false, "After"));

        Assert.All(again, one => Assert.All(people.All, other => Assert.DoesNotContain(one.Saw(other.User), seen => !seen.Online)));
        Assert.All(others, one => Assert.All(moved, other => Assert.DoesNotContain(one.Saw(other.User).SkipWhile(seen => !seen.Online), seen => !seen.Online)));
        foreach (var one in again) await one.DisposeAsync();
    }

    [Fact]
    public async Task A_pool_that_is_out_shows_its_users_offline_and_again_when_it_is_back()
    {
        await using var forest = await TestForest.Start(new TestForestOptions { Unauthenticated = true });
        await using var people = await People.SignIn(forest);
        foreach (var one in people.All) await one.Watch(people.All.Where(o => o != one).Select(o => o.User));
        foreach (var one in people.All) await one.Publish(true, "");
        await people.Each((one, other) => one.Expect(other.User, seen => seen.Busy));

        await forest.Admin.StopPool(TestForest.Lcs01, Cancel);
        var (away, here) = (people.At(TestForest.Lcs01), people.All.Except(people.At(TestForest.Lcs01)).ToList());
        foreach (var one in here)
            foreach (var other in away) await one.Expect(other.User, seen => !seen.Online);
        await forest.Admin.StartPool(TestForest.Lcs01, Cancel);
        foreach (var other in away)
        {
            await using var again = await PresenceClient.SignIn(forest.Tcp(TestForest.Lcs01), other.User, other.Language);
            await again.Publish(true, "Back");
            foreach (var one in here) await one.Expect(other.User, seen => seen == new Seen(true, true, "Back"));
        }
    }

    private static async Task Move(TestForest forest, string pool)
    {
        var move = await forest.Admin.Move(new StartMove(pool) { Users = ["mover@godwit.test"] }, Cancel);
        if (move.State == "running")
            await foreach (var _ in forest.Admin.Watch(move.Id, Cancel))
            {
            }

        Assert.Equal("moved", (await forest.Admin.MoveReport(move.Id, Cancel)).Users.Single().Outcome);
    }

    /// <summary>One of each language at each pool that speaks it.</summary>
    private sealed class People : IAsyncDisposable
    {
        private readonly List<(string Pool, PresenceClient Client)> _people = [];

        public IReadOnlyList<PresenceClient> All => [.. _people.Select(p => p.Client)];

        public static async Task<People> SignIn(TestForest forest)
        {
            var people = new People();
            foreach (var place in Places)
            {
                await forest.AddUser(NameOf(place), place.Pool, enhancedPresence: place.Language == Language.New);
                people._people.Add((place.Pool, await PresenceClient.SignIn(forest.Tcp(place.Pool), AddressOf(place), place.Language)));
            }

            return people;
        }

        public IReadOnlyList<PresenceClient> At(string pool) => [.. _people.Where(p => p.Pool == pool).Select(p => p.Client)];

        public async Task Each(Func<PresenceClient, PresenceClient, Task> sees)
        {
            foreach (var one in All)
                foreach (var other in All)
                    if (one != other) await sees(one, other);
        }

        public async ValueTask DisposeAsync()
        {
            foreach (var (_, client) in _people) await client.DisposeAsync();
        }
    }
}
