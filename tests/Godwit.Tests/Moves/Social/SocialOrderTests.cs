using CsCheck;
using Godwit.Moves.Social;

namespace Godwit.Tests.Moves.Social;

public class SocialOrderTests
{
    /// <summary>Any users with any contacts, nonsense included, in up to three groups; −1 does not go.</summary>
    private static readonly Gen<(int[][] Contacts, int[] Group, int Size)> Any =
        Gen.Select(Gen.Int[-2, 45].Array[0, 12].Array[0, 40], Gen.Int[-1, 2].Array[40], Gen.Int[1, 9]).Select((contacts, group, size) => (contacts, group[..contacts.Length], size));

    private static ContactGraph Graph(int[][] contacts)
    {
        var graph = new ContactGraph.Builder();
        foreach (var of in contacts) graph.Add(of);
        return graph.Build();
    }

    [Fact]
    public void Everybody_who_goes_comes_once_and_groups_stay_together() => Any.Sample(any =>
    {
        var order = SocialOrder.Of(Graph(any.Contacts), any.Group, any.Size);
        Assert.Equal(Enumerable.Range(0, any.Group.Length).Where(u => any.Group[u] >= 0), order.Order());
        Assert.Equal(order.Select(u => any.Group[u]).Order(), order.Select(u => any.Group[u]));
    });

    [Fact]
    public void No_batch_is_larger_than_it_may_be_or_of_two_groups_and_only_a_groups_last_is_not_full() => Any.Sample(any =>
    {
        var numbers = BatchNumbers.Of(SocialOrder.Of(Graph(any.Contacts), any.Group, any.Size), any.Group, any.Size);
        foreach (var batch in Enumerable.Range(0, numbers.Length).Where(u => numbers[u] > 0).GroupBy(u => numbers[u]))
        {
            Assert.InRange(batch.Count(), 1, any.Size);
            Assert.Single(batch.Select(u => any.Group[u]).Distinct());
        }

        foreach (var group in Enumerable.Range(0, numbers.Length).Where(u => numbers[u] > 0).GroupBy(u => any.Group[u]))
            Assert.Equal((group.Count() + any.Size - 1) / any.Size, group.Select(u => numbers[u]).Distinct().Count());
    });

    [Fact]
    public void The_same_users_give_the_same_order() =>
        Any.Sample(any => Assert.Equal(SocialOrder.Of(Graph(any.Contacts), any.Group, any.Size), SocialOrder.Of(Graph(any.Contacts), any.Group, any.Size)));

    [Fact]
    public void A_graph_says_who_has_whom_from_both_ends() => Any.Sample(any =>
    {
        var graph = Graph(any.Contacts);
        var forth = Enumerable.Range(0, graph.Users).SelectMany(u => graph.Contacts(u).ToArray().Select(c => (u, c)));
        var back = Enumerable.Range(0, graph.Users).SelectMany(c => graph.Watchers(c).ToArray().Select(u => (u, c)));
        Assert.Equal(forth.Order(), back.Order());
        Assert.Equal(any.Contacts.SelectMany((of, u) => of.Where(c => c >= 0 && c < any.Contacts.Length && c != u).Select(c => (u, c))).Order(), forth.Order());
    });

    [Fact]
    public void Teams_whose_members_were_scattered_come_together()
    {
        // 2,000 users in teams of 25, numbered so that neighbours are of different teams; nine contacts of ten within the team.
        const int users = 2_000, team = 25, teams = users / team;
        var random = new Random(7);
        var graph = new ContactGraph.Builder();
        for (var user = 0; user < users; user++)
            graph.Add([.. Enumerable.Range(0, 20).Select(_ => random.Next(10) > 0 ? (user % teams) + (random.Next(team) * teams) : random.Next(users))]);
        var built = graph.Build();
        var group = new int[users];

        var arbitrary = SocialMeasure.Of(built, BatchNumbers.Of(Enumerable.Range(0, users), group, 100));
        var social = SocialMeasure.Of(built, BatchNumbers.Of(SocialOrder.Of(built, group, 100), group, 100));

        Assert.InRange(arbitrary.Together, 0, 0.2);
        Assert.InRange(social.Together, 0.7, 1);
        Assert.True(social.SameOrEarlier > arbitrary.SameOrEarlier, $"{social} against {arbitrary}");
    }

    [Fact]
    public void Who_has_each_other_comes_before_who_has_one_side_only()
    {
        // 0 is followed by 1 and 2; only 2 has her, too.
        var graph = Graph([[1, 2], [], [0], []]);
        Assert.Equal([0, 2, 1, 3], SocialOrder.Of(graph, [0, 0, 0, 0], 2));
    }

    [Fact]
    public void A_hundred_thousand_users_with_fifty_contacts_are_put_in_order()
    {
        const int users = 100_000;
        var random = new Random(1);
        var graph = new ContactGraph.Builder();
        var contacts = new int[50];
        for (var user = 0; user < users; user++)
        {
            for (var i = 0; i < contacts.Length; i++) contacts[i] = (user + random.Next(1, 400)) % users;
            graph.Add(contacts);
        }

        var built = graph.Build();
        var order = SocialOrder.Of(built, new int[users], 100);
        Assert.Equal((users, users * 50), (order.Distinct().Count(), built.Edges));
    }
}
