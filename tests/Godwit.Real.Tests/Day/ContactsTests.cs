using Godwit.Real.Tests.Clients;
using Godwit.Real.Tests.Servers;

namespace Godwit.Real.Tests.Day;

public class ContactsTests(Forest forest)
{
    [Theory]
    [MemberData(nameof(PoolMode.All), MemberType = typeof(PoolMode))]
    public async Task What_is_done_to_contacts_and_groups_is_there_after_signing_in_anew(PoolMode mode)
    {
        var (user, first, second) = (await forest.NewUser(mode.Pool, mode.Enhanced), await forest.NewUser(mode.Pool), await forest.NewUser(mode.Pool));
        await using (var client = await forest.SignIn(user, mode.Pool))
        {
            await client.Do($"add {first} Work");
            await client.IsTold("<addedContact", first);
            await client.Do($"alias {first} My first friend");
            await client.IsTold("<modifiedContact", first, "My first friend");
            await client.Do($"add {second} \"Birds & planes\"");
            await client.IsTold("<addedContact", second);
            await client.SignOut();
        }

        await using (var client = await forest.SignIn(user, mode.Pool))
        {
            var list = await client.ExpectContacts(l => Has(l, first, "Work") && Has(l, second, "Birds & planes"));
            Assert.Equal("My first friend", list.Buddies.Single(b => b.Who == first).Alias);
            await client.Do($"move {first} \"Birds & planes\"");
            await client.IsTold("<modifiedContact", first);
            await client.Do("group-rename \"Birds & planes\" Flyers");
            await client.IsTold("<modifiedGroup", "Flyers");
            await client.SignOut();
        }

        await using (var client = await forest.SignIn(user, mode.Pool))
        {
            await client.ExpectContacts(l => Has(l, first, "Flyers") && Has(l, second, "Flyers") && !Has(l, first, "Work"));
            await client.Do($"remove {second}");
            await client.IsTold("<deletedContact", second);
            await client.Do($"move {first} \"Other Contacts\"");
            await client.IsTold("<modifiedContact", first);
            await client.SignOut();
        }

        await using (var client = await forest.SignIn(user, mode.Pool))
        {
            await client.ExpectContacts(l => Has(l, first, "Other Contacts") && l.Buddies.All(b => b.Who != second));
            await client.Do($"remove {first}");
            await client.IsTold("<deletedContact", first);
            await client.SignOut();
        }

        await using (var client = await forest.SignIn(user, mode.Pool))
            await client.ExpectContacts(l => l.Buddies.All(b => b.Who != first && b.Who != second));
    }

    [Theory]
    [MemberData(nameof(PoolMode.All), MemberType = typeof(PoolMode))]
    public async Task A_group_that_is_removed_is_gone(PoolMode mode)
    {
        var (user, friend) = (await forest.NewUser(mode.Pool, mode.Enhanced), await forest.NewUser(mode.Pool));
        await using (var client = await forest.SignIn(user, mode.Pool))
        {
            await client.Do($"add {friend} Passing");
            await client.IsTold("<addedContact", friend);
            await client.Do($"move {friend} Staying");
            await client.IsTold("<modifiedContact", friend);
            await client.Do("group-remove Passing");
            await client.IsTold("<deletedGroup");
            await client.SignOut();
        }

        await using (var client = await forest.SignIn(user, mode.Pool))
        {
            var list = await client.ExpectContacts(l => Has(l, friend, "Staying"));
            Assert.DoesNotContain("Passing", list.Groups);
        }
    }

    [Theory]
    [MemberData(nameof(PoolMode.All), MemberType = typeof(PoolMode))]
    public async Task A_second_client_of_the_user_sees_the_change_at_once(PoolMode mode)
    {
        var (user, friend) = (await forest.NewUser(mode.Pool, mode.Enhanced), await forest.NewUser(mode.Pool));
        await using var here = await forest.SignIn(user, mode.Pool);
        await using var there = await SipeProbe.SignIn(forest.Client(user, mode.Pool) with { OnAnotherMachine = true });
        await there.ExpectContacts(_ => true);
        await here.Do($"add {friend} Shared");
        await there.Expect("buddy-added", e => e.Buddy.Who == friend && e.Buddy.Group == "Shared");
    }

    [Fact]
    public async Task Contacts_outlive_kill_9()
    {
        await using var server = await GodwitProcess.Start(users: 6);
        var (user, friend) = (await Forest.NewUser(server, DemoPool.Ocs), await Forest.NewUser(server, DemoPool.Ocs));
        await using (var client = await SipeProbe.SignIn(Forest.Client(server, user, DemoPool.Ocs)))
        {
            await using var other = await SipeProbe.SignIn(Forest.Client(server, user, DemoPool.Ocs) with { OnAnotherMachine = true });
            await other.ExpectContacts(_ => true);
            await client.Do($"add {friend} Kept");
            // The other client was told: the change was acknowledged.
            await other.Expect("buddy-added", e => e.Buddy.Who == friend);
            await server.Kill();
        }

        await server.Run();
        await using var again = await SipeProbe.SignIn(Forest.Client(server, user, DemoPool.Ocs));
        await again.ExpectContacts(l => Has(l, friend, "Kept"));
    }

    private static bool Has(ProbeEvent list, string who, string group) => list.Buddies.Any(b => b.Who == who && b.Group == group);
}
