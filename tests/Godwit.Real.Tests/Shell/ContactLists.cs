using Godwit.Real.Tests.Clients;
using Godwit.Real.Tests.Servers;

namespace Godwit.Real.Tests.Shell;

/// <summary>Contacts as the server has them, written and read by real clients.</summary>
internal static class ContactLists
{
    /// <summary>Adds a contact. A client shows it before the server has it; so it is seen from another machine before this returns.</summary>
    public static async Task AddContact(this GodwitProcess server, string user, DemoPool pool, string friend, string group)
    {
        await using var client = await SipeProbe.SignIn(Forest.Client(server, user, pool));
        // A change made before the list has come is one of an older list: the server refuses it.
        await client.ExpectContacts(l => l.Groups.Count > 0);
        await client.Do($"add {friend} {group}");
        for (var attempt = 0; ; attempt++)
        {
            await using var elsewhere = await SipeProbe.SignIn(Forest.Client(server, user, pool) with { OnAnotherMachine = true });
            var list = await elsewhere.Ask("contacts", "contacts");
            if (list.Buddies.Any(b => b.Who == friend && b.Group == group)) return;
            Assert.True(attempt < 20, $"The server never had {friend} in {user}'s list: {list}");
        }
    }

    /// <summary>Signs her in at that pool and waits until her client has the contact.</summary>
    public static async Task ExpectContact(this GodwitProcess server, string user, DemoPool pool, string friend, string group)
    {
        await using var client = await SipeProbe.SignIn(Forest.Client(server, user, pool));
        await client.ExpectContacts(l => l.Buddies.Any(b => b.Who == friend && b.Group == group));
    }
}
