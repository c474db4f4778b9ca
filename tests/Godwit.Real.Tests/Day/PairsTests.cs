using Godwit.Admin.Moves;
using Godwit.Real.Tests.Clients;
using Godwit.Real.Tests.Servers;

namespace Godwit.Real.Tests.Day;

/// <summary>Who watches and who is watched are at any two pools, and each speaks what is spoken there.</summary>
public class PairsTests(Forest forest)
{
    public static TheoryData<PoolMode, PoolMode> Pairs
    {
        get
        {
            var pairs = new TheoryData<PoolMode, PoolMode>();
            foreach (var user in PoolMode.All)
                foreach (var watcher in PoolMode.All)
                    if (user.Data.Pool != watcher.Data.Pool || user.Data.Enhanced != watcher.Data.Enhanced) pairs.Add(user.Data, watcher.Data);
            return pairs;
        }
    }

    [Theory]
    [MemberData(nameof(Pairs))]
    public async Task Status_note_and_block_are_seen_in_any_pair_of_pools(PoolMode of, PoolMode by)
    {
        var (user, watcher) = (await forest.NewUser(of.Pool, of.Enhanced), await forest.NewUser(by.Pool, by.Enhanced));
        await using var watching = await SipeProbe.SignIn(forest.Client(watcher, by.Pool) with { UserAgent = by.UserAgent });
        await watching.Do($"add {user} Watched");
        await using (var client = await SipeProbe.SignIn(forest.Client(user, of.Pool) with { UserAgent = of.UserAgent }))
        {
            await watching.Expect("buddy-signed-on", e => e.Buddy.Who == user);
            await client.Do("status busy \"On the way to Alaska\"");
            await watching.Expect("buddy-status", e => e.Buddy.Who == user && e.Buddy.Status == "busy");
            await watching.ExpectContacts(l => l.Buddies.Single(b => b.Who == user).Note.Contains("On the way to Alaska", StringComparison.Ordinal));

            await client.Do($"add {watcher} Watchers");
            await client.IsTold("<addedContact", watcher);
            client.Forget();
            await client.Do($"block {watcher}");
            // Only a client that knows of its block can take it back.
            await client.IsTold("BENOTIFY", watcher);
            await watching.Expect("buddy-signed-off", e => e.Buddy.Who == user);
            await client.Do($"unblock {watcher}");
            await watching.Expect("buddy-signed-on", e => e.Buddy.Who == user);
            watching.Forget();
            await client.SignOut();
        }

        await watching.Expect("buddy-signed-off", e => e.Buddy.Who == user);
    }

    [Theory]
    [InlineData("lcs01", "ocs07", "r2pool")]
    [InlineData("lcs01", "r2pool", "r2pool")]
    [InlineData("ocs07", "r2pool", "ocs07")]
    [InlineData("ocs07", "r2pool", "lcs01")]
    public async Task Who_is_watched_is_not_seen_offline_while_she_is_moved(string from, string to, string at)
    {
        var (source, target, other) = (DemoPool.Of(from), DemoPool.Of(to), DemoPool.Of(at));
        var (user, watcher) = (await forest.NewUser(source), await forest.NewUser(other));
        await using var watching = await forest.SignIn(watcher, other);
        await watching.Do($"add {user} Watched");
        await using var client = await SipeProbe.SignIn(forest.Client(user, source) with { Reconnect = 1 });
        await watching.Expect("buddy-signed-on", e => e.Buddy.Who == user);
        await client.Do("status busy Flying");
        await watching.Expect("buddy-status", e => e.Buddy.Who == user && e.Buddy.Status == "busy");

        watching.Forget();
        await Move(user, target);
        await client.Expect("connection-error");
        await client.Expect("connected", e => e == client.Events.Last(c => c.Name == "connected"));
        await client.Do("status be-right-back");
        await watching.Expect("buddy-status", e => e.Buddy.Who == user && e.Buddy.Status == "be-right-back");
        Assert.Single(watching.Events, e => e.Name == "buddy-signed-on" && e.Buddy.Who == user);
        Assert.DoesNotContain(watching.Events, e => e.Name == "buddy-signed-off" && e.Buddy.Who == user);
        await client.SignOut();
        await watching.Expect("buddy-signed-off", e => e.Buddy.Who == user);
    }

    [Theory]
    [InlineData("lcs01", "ocs07", "r2pool")]
    [InlineData("ocs07", "r2pool", "lcs01")]
    [InlineData("lcs01", "r2pool", "lcs01")]
    public async Task Who_watches_sees_the_others_again_at_her_new_pool_and_none_of_them_offline_first(string from, string to, string at)
    {
        var (source, target, other) = (DemoPool.Of(from), DemoPool.Of(to), DemoPool.Of(at));
        var (user, watcher) = (await forest.NewUser(other), await forest.NewUser(source));
        await using var client = await forest.SignIn(user, other);
        await client.Do("status busy Here");
        await using var watching = await SipeProbe.SignIn(forest.Client(watcher, source) with { Reconnect = 1 });
        await watching.Do($"add {user} Watched");
        await watching.IsTold("<addedContact", user);
        await watching.Expect("buddy-signed-on", e => e.Buddy.Who == user);

        watching.Forget();
        await Move(watcher, target);
        await watching.Expect("connection-error");
        await watching.Expect("connected");
        await watching.Expect("buddy-signed-on", e => e.Buddy.Who == user);
        await watching.ExpectContacts(l => l.Buddies.Single(b => b.Who == user).Status == "busy");
        await client.Do("status available");
        await watching.Expect("buddy-status", e => e.Buddy.Who == user && e.Buddy.Status == "available");
        // Her own disconnection is the only end of his presence that she saw.
        var connected = watching.Events.ToList().FindLastIndex(e => e.Name == "connected");
        Assert.DoesNotContain(watching.Events.Skip(connected), e => e.Name == "buddy-signed-off" && e.Buddy.Who == user);
    }

    private async Task Move(string user, DemoPool target)
    {
        var cancel = TestContext.Current.CancellationToken;
        var move = await forest.Server.Admin.Move(new StartMove(target.Fqdn) { Users = [user] }, cancel);
        if (move.State == "running")
            await foreach (var _ in forest.Server.Admin.Watch(move.Id, cancel))
            {
            }

        Assert.Equal("moved", (await forest.Server.Admin.MoveReport(move.Id, cancel)).Users.Single().Outcome);
    }
}
