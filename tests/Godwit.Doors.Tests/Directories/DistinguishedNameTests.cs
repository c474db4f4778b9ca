using Godwit.Pool.Users;

namespace Godwit.Doors.Tests.Directories;

public sealed class DistinguishedNameTests
{
    [Theory]
    [InlineData("CN=LC Services,CN=Microsoft,DC=godwit", "cn=Lc Services, cn=microsoft ,dc = GODWIT")]
    [InlineData(@"CN=Smith\, Ann,DC=test", @"CN=Smith\2C Ann,DC=test")]
    [InlineData(@"CN=J\C3\BCrgen", "CN=Jürgen")]
    [InlineData(@"CN=\#1", @"CN=\231")]
    [InlineData("CN=😀", "cn=😀")]
    public void Spellings_of_one_name_are_equal(string one, string other) => Assert.Equal(DistinguishedName.Parse(one), DistinguishedName.Parse(other));

    [Theory]
    [InlineData("OU=Sales,DC=test", "OU=Sale,DC=test")]
    [InlineData("OU=Sales,DC=test", "CN=Sales,DC=test")]
    [InlineData(@"CN=a\ ,DC=test", "CN=a,DC=test")]
    public void Different_names_are_different(string one, string other) => Assert.NotEqual(DistinguishedName.Parse(one), DistinguishedName.Parse(other));

    [Fact]
    public void A_user_is_under_her_unit_and_all_above_but_not_under_one_whose_name_ends_alike()
    {
        var user = DistinguishedName.Parse(@"CN=Smith\,OU=Sales,OU=West Sales,DC=godwit,DC=test");
        Assert.True(user.IsUnder(DistinguishedName.Parse("ou=west sales,dc=godwit,dc=test")));
        Assert.True(user.IsUnder(DistinguishedName.Parse("dc=godwit,dc=test")));
        Assert.False(user.IsUnder(DistinguishedName.Parse("ou=Sales,dc=godwit,dc=test")));
        Assert.False(user.IsUnder(DistinguishedName.Parse(@"OU=Sales,OU=West Sales,DC=godwit,DC=test")));
    }

    [Theory]
    [InlineData("Smith, Ann")]
    [InlineData(" blank ")]
    [InlineData("#a+b=c;<d>\"e\\")]
    public void What_is_escaped_reads_as_itself(string value)
    {
        var name = DistinguishedName.Parse($"CN={DistinguishedName.Escape(value)},DC=test");
        Assert.True(name.IsUnder(DistinguishedName.Parse("DC=test")));
        Assert.Equal($"cn={DistinguishedName.Escape(value.ToLowerInvariant())},dc=test", name.Key);
    }

    [Theory]
    [InlineData("")]
    [InlineData(",,,")]
    [InlineData("nonsense")]
    [InlineData("\\")]
    [InlineData("CN=\\")]
    public void Nonsense_is_read_without_harm(string text) => Assert.NotNull(DistinguishedName.Parse(text).Key);
}
