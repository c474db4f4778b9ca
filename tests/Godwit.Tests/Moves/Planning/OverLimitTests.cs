using CsCheck;
using Godwit.Moves;
using Godwit.Moves.Planning;
using Godwit.Pool.BackEnds;
using Godwit.Pool.Contacts;
using Godwit.Pool.Pools;
using Godwit.Pool.Users;

namespace Godwit.Tests.Moves.Planning;

public class OverLimitTests
{
    private static readonly PoolLimits Limits = new() { Contacts = 10, Groups = 4 };

    [Fact]
    public void What_is_too_much_is_named_and_the_rest_of_it_counted() => Gen.Int[0, 60].Select(Gen.Int[0, 8]).Sample((contacts, groups) =>
    {
        var data = Data(contacts, groups);
        var over = OverLimit.Of(data, Limits);
        Assert.Equal(OverLimit.Exceeds(UserSurvey.Nothing with { Contacts = contacts, Groups = groups }, Limits), !over.IsEmpty);
        foreach (var kind in over)
        {
            Assert.Equal(kind.Has - kind.Most, kind.Items.Length + kind.More);
            Assert.InRange(kind.Items.Length, 1, OverLimit.MostNamed);
        }

        if (contacts > 10) Assert.Equal(data.Contacts.Skip(10).Take(OverLimit.MostNamed).Select(c => c.Uri), over.Single(o => o.Kind == "contacts").Items);
        if (groups > 3) Assert.Equal(data.Groups.Skip(1 + 3).Select(g => g.Name), over.Single(o => o.Kind == "groups").Items);
    });

    [Fact]
    public void The_numbers_are_judged_as_the_rule_that_refuses_does()
    {
        var target = new PoolFacts("r2", new PoolRecord("r2", PoolGeneration.Ocs2007R2, PoolEdition.Standard, "CN=r2"), true, Limits);
        for (var contacts = 9; contacts < 13; contacts++)
            for (var groups = 2; groups < 6; groups++)
            {
                var survey = UserSurvey.Nothing with { Contacts = contacts, Groups = groups };
                Assert.Equal(MovePlanner.CheckData(survey, target) is not null, OverLimit.Exceeds(survey, Limits));
            }
    }

    private static UserData Data(int contacts, int groups) => UserData.Empty(SipAddress.Parse("alice@godwit.test")) with
    {
        Contacts = [.. Enumerable.Range(0, contacts).Select(i => new Contact($"c{i:00}@godwit.test", "", [1], true, "", null))],
        Groups = [new ContactGroup(1, "~", ""), .. Enumerable.Range(2, groups).Select(i => new ContactGroup(i, $"Group {i}", ""))],
    };
}
