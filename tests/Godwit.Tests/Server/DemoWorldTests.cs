using Godwit.Server.Demo;
using Xunit;

namespace Godwit.Tests.Server;

public sealed class DemoWorldTests
{
    [Theory]
    [InlineData(6)]
    [InlineData(7)]
    [InlineData(300)]
    [InlineData(3000)]
    public void People_have_addresses_of_their_own_and_are_spread_evenly(int count)
    {
        var people = DemoPeople.Make(count);

        Assert.Equal(count, people.Select(p => p.Address).Distinct().Count());
        var pools = people.CountBy(p => p.Pool).Select(p => p.Value).ToList();
        Assert.Equal(3, pools.Count);
        Assert.True(pools.Max() - pools.Min() <= 1);
        Assert.Equal(["alice", "bob", "carol", "dave", "erin", "frank"], people.Take(6).Select(p => p.Address.User));
        Assert.Equal([0, 0, 1, 1, 2, 2], people.Take(6).Select(p => p.Pool));
    }

    [Fact]
    public void The_same_number_gives_the_same_people() => Assert.Equal(DemoPeople.Make(300), DemoPeople.Make(300));

    [Fact]
    public void Acquaintance_is_mutual_and_most_know_20_to_50()
    {
        var graph = ContactGraph.Make(300);

        for (var i = 0; i < 300; i++) Assert.All(graph[i], k => Assert.Contains(i, graph[k]));
        Assert.InRange(graph.Average(k => k.Length), 20, 50);
        Assert.All(graph, k => Assert.InRange(k.Length, 10, 60));
    }

    [Theory]
    [InlineData(6)]
    [InlineData(300)]
    public void The_six_all_know_one_another(int count)
    {
        var graph = ContactGraph.Make(count);

        for (var i = 0; i < 6; i++) Assert.Subset(graph[i].ToHashSet(), Enumerable.Range(0, 6).Where(k => k != i).ToHashSet());
    }

    [Fact]
    public void Nobody_blocks_somebody_on_the_own_list_and_contacts_are_in_groups_that_exist()
    {
        var people = DemoPeople.Make(300);
        var graph = ContactGraph.Make(300);
        var all = Enumerable.Range(0, 300).Select(i => DemoUserData.Of(i, people, graph[i], DateTimeOffset.UnixEpoch)).ToList();

        Assert.All(all, u => Assert.Empty(u.Aces.Select(a => a.Mask).Intersect(u.Contacts.Select(c => c.Uri))));
        Assert.All(all, u => Assert.Subset(u.Groups.Select(g => g.Id).ToHashSet(), u.Contacts.SelectMany(c => c.Groups).ToHashSet()));
        Assert.Contains(all, u => u.Aces.Length > 0);
        Assert.Contains(all, u => u.Meetings.Length > 0);
        Assert.Contains(all, u => u.Account.LegacyUserInfo is not null);
        Assert.All(all, u => Assert.False(u.Account.RichMode));
    }
}
