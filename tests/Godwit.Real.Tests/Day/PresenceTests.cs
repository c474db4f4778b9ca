using Godwit.Real.Tests.Clients;
using Godwit.Real.Tests.Servers;

namespace Godwit.Real.Tests.Day;

public class PresenceTests(Forest forest)
{
    [Theory]
    [MemberData(nameof(PoolMode.All), MemberType = typeof(PoolMode))]
    public async Task Presence_and_notes_are_seen_by_the_others(PoolMode mode)
    {
        var (user, watcher) = (await forest.NewUser(mode.Pool, mode.Enhanced), await forest.NewUser(mode.Pool, mode.Enhanced));
        await using var watching = await forest.SignIn(watcher, mode.Pool);
        await watching.Do($"add {user} Watched");
        await using (var client = await forest.SignIn(user, mode.Pool))
        {
            await watching.Expect("buddy-signed-on", e => e.Buddy.Who == user);
            await client.Do("status busy \"On the way to Alaska\"");
            await watching.Expect("buddy-status", e => e.Buddy.Who == user && e.Buddy.Status == "busy");
            await watching.ExpectContacts(l => l.Buddies.Single(b => b.Who == user).Note.Contains("On the way to Alaska", StringComparison.Ordinal));
            await client.Do("status available");
            await watching.Expect("buddy-status", e => e.Buddy.Who == user && e.Buddy.Status == "available");
            await client.SignOut();
        }

        await watching.Expect("buddy-signed-off", e => e.Buddy.Who == user);
    }

    [Theory]
    [MemberData(nameof(PoolMode.All), MemberType = typeof(PoolMode))]
    public async Task A_client_whose_connection_is_lost_is_seen_offline(PoolMode mode)
    {
        var (user, watcher) = (await forest.NewUser(mode.Pool, mode.Enhanced), await forest.NewUser(mode.Pool, mode.Enhanced));
        await using var watching = await forest.SignIn(watcher, mode.Pool);
        await watching.Do($"add {user} Watched");
        await using var client = await forest.SignIn(user, mode.Pool);
        await watching.Expect("buddy-signed-on", e => e.Buddy.Who == user);
        client.Kill();
        await watching.Expect("buddy-signed-off", e => e.Buddy.Who == user);
    }

    [Theory]
    [MemberData(nameof(PoolMode.All), MemberType = typeof(PoolMode))]
    public async Task Who_signs_in_later_sees_who_is_there_already(PoolMode mode)
    {
        var (user, watcher) = (await forest.NewUser(mode.Pool, mode.Enhanced), await forest.NewUser(mode.Pool, mode.Enhanced));
        await using (var once = await forest.SignIn(watcher, mode.Pool))
        {
            await once.Do($"add {user} Watched");
            await once.IsTold("<addedContact", user);
            await once.SignOut();
        }

        await using var client = await forest.SignIn(user, mode.Pool);
        await client.Do("status away");
        await client.ExpectContacts(_ => true);
        await using var watching = await forest.SignIn(watcher, mode.Pool);
        await watching.ExpectContacts(l => l.Buddies.Any(b => b.Who == user && b.Status == "away"));
    }

    [Theory]
    [MemberData(nameof(PoolMode.All), MemberType = typeof(PoolMode))]
    public async Task Who_is_blocked_sees_the_user_offline_until_she_is_allowed_again(PoolMode mode)
    {
        var (user, watcher) = (await forest.NewUser(mode.Pool, mode.Enhanced), await forest.NewUser(mode.Pool, mode.Enhanced));
        await using var watching = await forest.SignIn(watcher, mode.Pool);
        await watching.Do($"add {user} Watched");
        await using var client = await forest.SignIn(user, mode.Pool);
        await client.Do($"add {watcher} Watchers");
        await watching.Expect("buddy-signed-on", e => e.Buddy.Who == user);

        await client.IsTold("<addedContact", watcher);
        client.Forget();
        await client.Do($"block {watcher}");
        // Only a client that knows of its block can take it back.
        await client.IsTold("BENOTIFY", watcher);
        await watching.Expect("buddy-signed-off", e => e.Buddy.Who == user);

        await client.Do($"unblock {watcher}");
        await watching.Expect("buddy-signed-on", e => e.Buddy.Who == user);
    }

    [Theory]
    [InlineData("ocs07")]
    [InlineData("r2pool")]
    public async Task A_block_is_still_there_after_signing_in_anew(string name)
    {
        var pool = DemoPool.Of(name);
        var (user, other) = (await forest.NewUser(pool), await forest.NewUser(pool));
        await using (var client = await forest.SignIn(user, pool))
        {
            await client.Do($"add {other} Others");
            await client.IsTold("<addedContact", other);
            await client.Do($"block {other}");
            await client.ExpectContacts(l => l.Buddies.Any(b => b.Who == other && b.Blocked));
            await client.SignOut();
        }

        await using var again = await forest.SignIn(user, pool);
        await again.ExpectContacts(l => l.Buddies.Any(b => b.Who == other && b.Blocked));
    }
}
