using CsCheck;
using Godwit.Pool.Users;
using Godwit.Server.Rolls;
using Xunit;

namespace Godwit.Tests.Server;

/// <summary>Lists of users that are kept in order, searches in them, and the directory's tree.</summary>
public sealed class RollTests
{
    private static readonly string[] Containers =
    [
        "DC=godwit,DC=test", "OU=Sales,DC=godwit,DC=test", "OU=West,OU=Sales,DC=godwit,DC=test", "OU=Field,DC=godwit,DC=test", "OU=West,OU=Field,DC=godwit,DC=test", "OU=R/D,DC=godwit,DC=test",
        "CN=Users,DC=godwit,DC=test",
    ];

    private static readonly Comparison<DirectoryUser> ByName = (a, b) => string.CompareOrdinal(a.DisplayName, b.DisplayName) is not 0 and var name ? name : a.Address.CompareTo(b.Address);

    [Fact]
    public void An_order_is_that_of_sorting_everybody_whatever_has_changed_and_whenever_it_is_read() =>
        Gen.Select(Gen.Int[0, 20], Gen.Int[0, 9], Gen.Bool, Gen.Bool, (who, name, gone, read) => (who, name, gone, read)).Array[0, 60].Sample(changes =>
        {
            var order = new UserOrder(ByName);
            var users = new Dictionary<SipAddress, DirectoryUser>();
            foreach (var (who, name, gone, read) in changes)
            {
                var user = User($"u{who}", $"name {name}");
                order.Note(user.Address, gone ? null : user);
                if (gone) users.Remove(user.Address);
                else users[user.Address] = user;
                if (read) order.Read();
            }

            var sorted = users.Values.ToArray();
            Array.Sort(sorted, ByName);
            return order.Read().SequenceEqual(sorted) && ReferenceEquals(order.Read(), order.Read());
        });

    [Fact]
    public void What_was_read_does_not_change_and_a_change_that_was_noted_is_newer_than_the_beginning()
    {
        var order = new UserOrder(ByName);
        order.Note(User("a", "").Address, null);
        order.Begin([User("a", "A"), User("b", "B")]);
        var before = order.Read();
        order.Note(User("c", "").Address, User("c", "C"));

        Assert.Equal(["B"], before.Select(u => u.DisplayName));
        Assert.Equal(["B", "C"], order.Read().Select(u => u.DisplayName));
    }

    [Theory]
    [InlineData("DC=godwit,DC=test", "godwit.test")]
    [InlineData("OU=West,OU=Sales,DC=godwit,DC=test", "godwit.test/Sales/West")]
    [InlineData("CN=Smith\\, Ann,CN=Users, DC=godwit, DC=test", "godwit.test/Users/Smith, Ann")]
    [InlineData("OU=R/D,DC=godwit,DC=test", @"godwit.test/R\/D")]
    public void A_canonical_name_begins_at_the_domain(string dn, string name) => Assert.Equal(name, UnitNames.CanonicalNameOf(dn));

    [Fact]
    public void What_is_above_an_entry_ends_with_its_domain() =>
        Assert.Equal(["OU=West,OU=Sales,DC=godwit,DC=test", "OU=Sales,DC=godwit,DC=test", "DC=godwit,DC=test"], UnitNames.Above("CN=Ann,OU=West,OU=Sales,DC=godwit,DC=test"));

    [Theory]
    [InlineData("ou=west, ou=sales, dc=godwit, dc=test", "OU=West,OU=Sales,DC=godwit,DC=test")]
    [InlineData("godwit.test/sales/West", "OU=West,OU=Sales,DC=godwit,DC=test")]
    [InlineData("godwit.test/Sales/", "OU=Sales,DC=godwit,DC=test")]
    [InlineData("sales", "OU=Sales,DC=godwit,DC=test")]
    [InlineData("R/D", "OU=R/D,DC=godwit,DC=test")]
    [InlineData("Users", "CN=Users,DC=godwit,DC=test")]
    [InlineData("GODWIT.test", "DC=godwit,DC=test")]
    public void A_container_is_known_by_each_of_its_names(string text, string dn) => Assert.Equal(new UnitSearch(dn, 200, null), UnitSearch.Find(text, Containers));

    [Theory]
    [InlineData("West", 400, "Several organizational units are named West; write the whole name of one: OU=West,OU=Field,DC=godwit,DC=test or OU=West,OU=Sales,DC=godwit,DC=test")]
    [InlineData("godwit", 404, "There is no organizational unit godwit with users in it")]
    [InlineData("example.org/Sales", 404, "There is no organizational unit example.org/Sales with users in it")]
    [InlineData("OU=Salse,DC=godwit,DC=test", 404, "There is no organizational unit OU=Salse,DC=godwit,DC=test with users in it")]
    public void A_name_that_means_none_or_several_is_told_so(string text, int status, string problem) => Assert.Equal(new UnitSearch("", status, problem), UnitSearch.Find(text, Containers));

    [Theory]
    [InlineData("smith", "Ann Smithson", true)]
    [InlineData("smith*", "Ann Smith", false)]
    [InlineData("ann*", "Ann Smith", true)]
    [InlineData("*smith", "Ann Smith", true)]
    [InlineData("*n sm*", "Ann Smith", true)]
    [InlineData("a?n*", "Ann Smith", true)]
    [InlineData("a*n*h", "Ann Smith", true)]
    [InlineData("a*n*x", "Ann Smith", false)]
    [InlineData("*", "Ann Smith", true)]
    [InlineData("**", "", true)]
    [InlineData("GODWIT\\ann", "godwit\\ann", true)]
    [InlineData("GODWIT\\a?n", "godwit\\ann", true)]
    public void A_wildcard_stands_for_any_characters(string pattern, string text, bool matches) => Assert.Equal(matches, new Wildcard(pattern).Matches(text));

    [Theory]
    [InlineData("sip:ann*", true)]
    [InlineData("ann.s*", true)]
    [InlineData("Smith", true)]
    [InlineData("asmith", true)]
    [InlineData("sip:Smith*", false)]
    public void A_search_is_for_address_name_or_login_and_with_sip_for_the_address_only(string search, bool found) =>
        Assert.Equal(found, SearchTerm.Of(search)!.Matches("ann.s@godwit.test", "Ann Smith", "asmith"));

    [Fact]
    public void The_tree_has_every_container_once_in_whatever_way_it_is_written()
    {
        var tree = new DirectoryTree("DC=godwit,DC=test", new DirectoryObjects(["OU=Empty,OU=Sales,DC=godwit,DC=test"], [new DirectoryAccount("CN=Zoe,ou=sales, dc=godwit, dc=test", "zoe", "Zoe", null)]),
            [User("a", "Ann"), User("b", "Ben") with { Dn = "CN=Smith\\, Ben,OU=Sales,DC=godwit,DC=test" }, User("c", "Cy") with { Dn = "CN=Cy,OU=Far,DC=elsewhere,DC=test" }]);

        Assert.Equal(
            [("DC=godwit,DC=test", 0, 4), ("OU=Far,DC=elsewhere,DC=test", 1, 1), ("OU=Sales,DC=godwit,DC=test", 3, 3), ("OU=Empty,OU=Sales,DC=godwit,DC=test", 0, 0)],
            tree.All.Select(c => (c.Dn, c.Accounts.Count, c.AccountsBelow)));
        Assert.Equal(["Ann", "Ben", "Zoe"], tree.Find("OU=SALES,DC=GODWIT,DC=TEST")!.Accounts.Select(a => a.DisplayName));
    }

    private static DirectoryUser User(string login, string name) =>
        new(1, $"CN={name},OU=Sales,DC=godwit,DC=test", SipAddress.Parse($"{login}@godwit.test"), login, name, null, true, null, null, 0, 1);
}
