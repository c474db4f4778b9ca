using Godwit.Pool.BackEnds;
using Godwit.Pool.Contacts;
using Godwit.Pool.Homes;
using Godwit.Pool.Users;
using static Godwit.Scenarios.Homes.TestPool;

namespace Godwit.Scenarios.Homes;

public class ContactsTests(R2Pool pool) : IClassFixture<R2Pool>
{
    private static ContactsCommand.SetContact Set(int delta, string uri, params int[] groups) => new(delta, new Contact(uri, "", [.. groups], true, "", null));

    /// <summary>Calls from outside of a silo may overtake each other.</summary>
    private static async Task Reached(IHomeGrain home, DirectoryUser user, int delta)
    {
        while ((await home.SubscribeContacts(Key(user))).Delta < delta) await Task.Yield();
    }

    [Fact]
    public async Task A_change_is_stored_and_told_to_all_of_the_user_s_endpoints()
    {
        var user = await pool.NewUser();
        var home = pool.Home(user);
        Assert.Equal(1, (await home.SubscribeContacts(Key(user))).Delta);
        await home.SubscribeContacts(Key(user, "e2"));
        Assert.Equal(2, (await home.ChangeContacts(new ContactsCommand.AddGroup(1, "Work", ""))).GroupId);
        Assert.Equal(3, (await home.ChangeContacts(Set(2, "sip:bob@godwit.test", 2))).Delta);
        foreach (var endpoint in new[] { Key(user), Key(user, "e2") })
            Assert.Equal([2, 3], pool.Door.For<HomeNotification.ContactsChanged>(endpoint).Select(n => n.Delta.Delta));
        var stored = pool.Store[user.Address]!;
        Assert.Equal(3, stored.Account.ContactsDelta);
        Assert.Equal("bob@godwit.test", Assert.Single(stored.Contacts).Uri);
    }

    [Fact]
    public async Task A_list_that_nobody_uses_is_let_go_and_read_again()
    {
        var user = await pool.NewUser();
        var home = pool.Home(user);
        Assert.Equal(2, (await home.ChangeContacts(new ContactsCommand.AddGroup(1, "Work", ""))).Delta);
        int Loads() => pool.Store.Loads.Count(l => l == user.Address);
        for (var (before, tries) = (Loads(), 0); Loads() == before; tries++)
        {
            Assert.True(tries < 100, "The list stayed in memory");
            GC.Collect();
            Assert.Equal(2, (await home.SubscribeContacts(Key(user))).Delta);
        }

        Assert.Equal(3, (await home.ChangeContacts(Set(2, "sip:bob@godwit.test", 2))).Delta);
        GC.Collect();
        Assert.Equal("bob@godwit.test", Assert.Single((await home.SubscribeContacts(Key(user))).Contacts).Uri);
    }

    [Fact]
    public async Task A_refused_change_is_answered_with_the_list_as_it_is()
    {
        var user = await pool.NewUser();
        var home = pool.Home(user);
        await home.SubscribeContacts(Key(user));
        var result = await home.ChangeContacts(Set(9, "bob@godwit.test"));
        Assert.Equal((ContactsRefusal.WrongDelta, 1), (result.Refusal!.Value, result.Delta));
        Assert.Equal(1, Assert.Single(pool.Door.For<HomeNotification.ContactsReset>(Key(user))).List.Delta);
        Assert.Equal(0, pool.Store.SavesOf(user.Address));
    }

    [Fact]
    public async Task Changes_that_wait_for_each_other_are_saved_in_order_and_together()
    {
        var user = await pool.NewUser();
        var home = pool.Home(user);
        await home.SubscribeContacts(Key(user));
        var held = pool.Store.Hold(user.Address);
        var changes = new List<Task<ContactsResult>>();
        for (var i = 1; i <= 20; i++)
        {
            changes.Add(home.ChangeContacts(Set(i, $"u{i}@godwit.test")));
            await Reached(home, user, i + 1);
        }

        Assert.DoesNotContain(changes, c => c.IsCompleted);
        held.SetResult();
        Assert.All(await Task.WhenAll(changes), r => Assert.Null(r.Refusal));
        Assert.Equal(2, pool.Store.SavesOf(user.Address));
        Assert.Equal(Enumerable.Range(2, 20), pool.Door.For<HomeNotification.ContactsChanged>(Key(user)).Select(n => n.Delta.Delta));
        Assert.Equal(20, pool.Store[user.Address]!.Contacts.Length);
    }

    [Fact]
    public async Task When_a_save_fails_all_that_built_on_it_fails_and_the_next_begins_where_the_back_end_is()
    {
        var user = await pool.NewUser();
        var home = pool.Home(user);
        await home.ChangeContacts(Set(1, "kept@godwit.test"));
        var held = pool.Store.Hold(user.Address);
        var first = home.ChangeContacts(Set(2, "one@godwit.test"));
        await Reached(home, user, 3);
        var second = home.ChangeContacts(Set(3, "two@godwit.test"));
        await Reached(home, user, 4);
        // Not before: who asks for a list that was let go meanwhile would fail, too.
        pool.Store.Faults[user.Address] = new BackEndUnavailableException(Fqdn);
        held.SetResult();
        await Assert.ThrowsAsync<BackEndUnavailableException>(() => first);
        await Assert.ThrowsAsync<BackEndUnavailableException>(() => second);
        pool.Store.Faults.TryRemove(user.Address, out _);
        Assert.Equal(3, (await home.ChangeContacts(Set(2, "again@godwit.test"))).Delta);
        Assert.Equal(["kept@godwit.test", "again@godwit.test"], (await home.SubscribeContacts(Key(user))).Contacts.Select(c => c.Uri));
    }

    [Fact]
    public async Task What_is_in_the_back_end_is_read_once()
    {
        var user = await pool.NewUser();
        pool.Store[user.Address] = UserData.Empty(user.Address) with { Account = new UserAccount(false, 12, 4, null), Meetings = [new("m1", "Flight plan", null, pool.Time.GetUtcNow(), "<x/>")] };
        var home = pool.Home(user);
        Assert.Equal(12, (await home.SubscribeContacts(Key(user))).Delta);
        Assert.Equal(4, (await home.SubscribeAcl(Key(user))).Delta);
        Assert.Equal("Flight plan", Assert.Single(await home.GetMeetings()).Subject);
        Assert.Single(pool.Store.Loads, u => u == user.Address);
    }
}
