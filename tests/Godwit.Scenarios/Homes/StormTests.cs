using Godwit.Pool.BackEnds;
using Godwit.Pool.Contacts;
using Godwit.Pool.Homes;
using Godwit.Pool.Permissions;
using static Godwit.Scenarios.Homes.TestPool;

namespace Godwit.Scenarios.Homes;

/// <summary>Many at once on one home, with saves that fail and fences that come and go.</summary>
public class StormTests(R2Pool pool) : IClassFixture<R2Pool>
{
    [Fact]
    public async Task What_was_acknowledged_is_there_what_was_told_is_durable_and_no_version_is_left_out()
    {
        var seed = Environment.TickCount;
        TestContext.Current.TestOutputHelper?.WriteLine($"seed {seed}");
        var user = await pool.NewUser();
        var home = pool.Home(user);
        await home.SubscribeContacts(Key(user));
        await home.SubscribeAcl(Key(user));
        var acknowledged = 0;
        var aces = 0;
        using var done = new CancellationTokenSource();

        async Task AddContacts(int worker)
        {
            for (var i = 0; i < 25;)
            {
                try
                {
                    var delta = (await home.SubscribeContacts(Key(user))).Delta;
                    var result = await home.ChangeContacts(new ContactsCommand.SetContact(delta, new Contact($"w{worker}n{i}@godwit.test", "", [], true, "", null)));
                    if (result.Refusal is ContactsRefusal.WrongDelta) continue;
                    Assert.Null(result.Refusal);
                    Interlocked.Increment(ref acknowledged);
                    i++;
                }
                catch (BackEndUnavailableException)
                {
                    await Task.Yield();
                }
            }
        }

        async Task AddAces()
        {
            for (var i = 0; i < 25;)
            {
                try
                {
                    var list = await home.SubscribeAcl(Key(user));
                    if ((await home.SetAce(new Ace(AceType.User, $"a{i}@godwit.test", "BD"), list.Delta)).Refusal is not null) continue;
                    aces++;
                    i++;
                }
                catch (BackEndUnavailableException)
                {
                    await Task.Yield();
                }
            }
        }

        async Task Disturb(Random random)
        {
            while (!done.IsCancellationRequested)
            {
                if (random.Next(2) == 0)
                {
                    pool.Store.Faults[user.Address] = new BackEndUnavailableException(Fqdn);
                    await Task.Yield();
                    pool.Store.Faults.TryRemove(user.Address, out _);
                }
                else
                {
                    await pool.Gate.Fence([user.Address], CancellationToken.None);
                    var before = pool.Store.SavesOf(user.Address);
                    await Task.Yield();
                    Assert.Equal(before, pool.Store.SavesOf(user.Address));
                    pool.Gate.Open([user.Address]);
                }

                for (var i = random.Next(20); i > 0; i--) await Task.Yield();
            }
        }

        var disturbance = Task.Run(() => Disturb(new Random(seed)), TestContext.Current.CancellationToken);
        await Task.WhenAll([.. Enumerable.Range(0, 4).Select(AddContacts), AddAces()]);
        await done.CancelAsync();
        await disturbance;

        var stored = pool.Store[user.Address]!;
        var list = await home.SubscribeContacts(Key(user));
        Assert.Equal(100, acknowledged);
        Assert.Equal(100, stored.Contacts.Length);
        Assert.Equal(101, stored.Account.ContactsDelta);
        Assert.Equal(stored.Contacts.Select(c => c.Uri).Order(), list.Contacts.Select(c => c.Uri).Order());
        Assert.Equal(Enumerable.Range(2, 100), pool.Door.For<HomeNotification.ContactsChanged>(Key(user)).Select(n => n.Delta.Delta));
        Assert.Equal(25, aces);
        Assert.Equal((25, 25, 26), (stored.Aces.Length, stored.Members.Length, stored.Account.AclDelta));
        Assert.Equal(Enumerable.Range(2, 25), pool.Door.For<HomeNotification.AclChanged>(Key(user)).Select(n => n.List.Delta));
    }
}
