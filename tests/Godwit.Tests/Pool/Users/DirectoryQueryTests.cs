using Godwit.Pool.Users;

namespace Godwit.Tests.Pool.Users;

public sealed class DirectoryQueryTests
{
    private static readonly DirectoryUser[] People =
    [
        Person("alice", "Alice Andersson", ("company", "Godwit Ltd"), ("sn", "Andersson")),
        Person("albert", "Albert van der Berg", ("company", "Curlew Inc")),
        Person("bob", "Bob Bergman"),
        Person("alan", "Alan Gone") with { Enabled = false },
    ];

    private static DirectoryUser Person(string login, string name, params (string, string)[] card) =>
        new(1, "CN=" + name, SipAddress.Parse(login + "@godwit.test"), login, name, login + ".mail@godwit.test", true, "r2pool.godwit.test", null, 0, 1)
        {
            Card = card.ToDictionary(c => c.Item1, c => c.Item2),
        };

    private static string Find(params (string Attribute, string Value)[] terms) =>
        string.Join(' ', DirectoryQuery.Find(People, [.. terms.Select(t => new QueryTerm(t.Attribute, t.Value))], 100).Found.Select(u => u.Login));

    [Theory]
    [InlineData("displayName", "al", "albert alice")]
    [InlineData("displayName", "ALICE AND", "alice")]
    [InlineData("displayName", "berg", "albert bob")]
    [InlineData("displayName", "der b", "albert")]
    [InlineData("displayName", "ndersson", "")]
    [InlineData("givenName", "al", "albert alice")]
    [InlineData("sn", "berg", "albert bob")]
    [InlineData("SN", "anders", "alice")]
    [InlineData("mail", "bob.m", "bob")]
    [InlineData("company", "curlew", "albert")]
    [InlineData("msRTCSIP-PrimaryUserAddress", "sip:al", "albert alice")]
    [InlineData("msrtcsip-primaryuseraddress", "bob@godwit.test", "bob")]
    [InlineData("userPassword", "a", "")]
    public void The_beginning_of_a_value_finds_in_any_case(string attribute, string value, string found) => Assert.Equal(found, Find((attribute, value)));

    [Fact]
    public void All_terms_must_hold() => Assert.Equal("albert", Find(("givenName", "al"), ("company", "cur")));

    [Theory]
    [InlineData("*")]
    [InlineData("al*")]
    [InlineData("?")]
    [InlineData("%")]
    [InlineData("_lice")]
    [InlineData(")(objectClass=*")]
    [InlineData(".*")]
    public void Wildcards_mean_themselves(string value)
    {
        foreach (var attribute in (string[])["displayName", "givenName", "sn", "mail", "company", "msRTCSIP-PrimaryUserAddress"]) Assert.Equal("", Find((attribute, value)));
    }

    [Fact]
    public void Nothing_to_look_for_finds_nobody()
    {
        Assert.Equal("", Find());
        Assert.Equal("", Find(("displayName", "")));
        Assert.Equal("", Find([.. Enumerable.Repeat(("displayName", "a"), DirectoryQuery.MostTerms + 1)]));
    }

    [Fact]
    public void No_more_are_named_than_were_asked_for_and_that_there_are_more_is_said()
    {
        QueryTerm[] everybody = [new("mail", "a")];
        Assert.Equal((1, true), Count(DirectoryQuery.Find(People, everybody, 1)));
        Assert.Equal((2, false), Count(DirectoryQuery.Find(People, everybody, 2)));

        static (int, bool) Count((IReadOnlyList<DirectoryUser> Found, bool More) answer) => (answer.Found.Count, answer.More);
    }
}
