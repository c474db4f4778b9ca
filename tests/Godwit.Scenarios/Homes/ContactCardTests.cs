using Godwit.Pool.Homes;
using Godwit.Pool.Permissions;
using Godwit.Pool.Presence;
using Godwit.Pool.Users;
using static Godwit.Scenarios.Homes.TestPool;

namespace Godwit.Scenarios.Homes;

/// <summary>What the directory knows of a user reaches her watchers as a contact card, as far as her access levels go.</summary>
public class ContactCardTests(R2Pool pool) : IClassFixture<R2Pool>
{
    private static readonly TimeSpan Hour = TimeSpan.FromHours(1);

    private static string? Card(PresenceView view) => view.Categories.FirstOrDefault(c => c.Name == ContactCard.Category)?.Content;

    private List<PresenceView> Told(DirectoryUser user) => [.. pool.Door.For<HomeNotification.PresenceChanged>(Key(user)).Select(n => n.View)];

    /// <summary>Changes come to homes on the flow of the one that looks for them.</summary>
    private static async Task Until(Func<bool> isSo)
    {
        while (!isSo()) await Task.Yield();
    }

    [Fact]
    public async Task A_change_in_the_directory_reaches_watchers_as_far_as_their_level_goes()
    {
        using var stop = new CancellationTokenSource();
        var looking = pool.ChangedCards.Run(stop.Token);
        var (alice, bob, carol, eve) = (await pool.NewUser(), await pool.NewUser(), await pool.NewUser(), await pool.NewUser());
        var home = pool.Home(alice);
        await home.SetContainerMembers([new ContainerCommand(ContainerIds.Team, 0, [new ContainerMember(ContainerIds.Team, "user", bob.Address.Value)], [])]);
        await home.SetAce(new Ace(AceType.User, eve.Address.Value, "BD"), 1);
        foreach (var watcher in new[] { bob, carol, eve }) await home.Watch(Key(watcher), watcher.DisplayName, false, Hour);

        var changed = alice with
        {
            DisplayName = "Alice Newname",
            Revision = 2,
            Card = new Dictionary<string, string> { ["title"] = "Captain", ["mobile"] = "+1 555 0199", ["homePhone"] = "+1 555 0200" },
        };
        await pool.Change(changed);
        await Until(() => Told(bob).Count > 0 && Told(carol).Count > 0);
        var (team, company) = (Card(Told(bob)[^1])!, Card(Told(carol)[^1])!);
        Assert.Contains("Alice Newname", team);
        Assert.Contains("tel:+15550199", team);
        Assert.DoesNotContain("0200", team);
        Assert.Contains("Captain", company);
        Assert.DoesNotContain("0199", company);
        Assert.Equal("Alice Newname", Told(carol)[^1].Legacy.DisplayName);
        Assert.Empty(Told(eve));

        // What a card does not show is nobody's news.
        var before = Told(bob).Count;
        await pool.Change(changed with { OptionFlags = 0, Revision = 3 });
        await pool.Change(changed with { OptionFlags = 0, Mail = "new@godwit.test", Revision = 4 });
        await Until(() => Told(bob).Count > before);
        Assert.Equal(before + 1, Told(bob).Count);
        await stop.CancelAsync();
        await looking;
    }

    [Fact]
    public async Task A_home_that_fails_does_not_keep_the_others_from_telling()
    {
        using var stop = new CancellationTokenSource();
        var looking = pool.ChangedCards.Run(stop.Token);
        var (broken, alice, bob) = (await pool.NewUser(), await pool.NewUser(), await pool.NewUser());
        foreach (var user in new[] { broken, alice }) await pool.Home(user).Watch(Key(bob), bob.DisplayName, false, Hour);
        pool.Store.Faults[broken.Address] = new InvalidOperationException("A row that nobody understands");
        await pool.Change(broken with { DisplayName = "Another Name", Revision = 2 });
        await pool.Change(alice with { DisplayName = "Alice Newname", Revision = 2 });
        await Until(() => looking.IsCompleted || Told(bob).Count > 0);
        Assert.Equal(alice.Address, Assert.Single(Told(bob)).Presentity);
        await stop.CancelAsync();
        await looking;
    }
}
