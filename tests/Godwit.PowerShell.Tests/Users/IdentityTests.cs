using Godwit.PowerShell.Identities;

namespace Godwit.PowerShell.Tests.Users;

public class IdentityTests
{
    [Theory]
    [InlineData("SIP:alice@godwit.test", "alice@godwit.test", true)]
    [InlineData(" alice@godwit.test ", "alice@godwit.test", true)]
    [InlineData("a*@godwit.test", "a*@godwit.test", false)]
    [InlineData("Alice Baker", "Alice Baker", false)]
    [InlineData("CN=a@b,OU=Sales,DC=godwit,DC=test", "CN=a@b,OU=Sales,DC=godwit,DC=test", false)]
    public void An_address_is_known_from_what_has_to_be_searched(string text, string plain, bool isAddress)
    {
        var identity = new UserIdentity(text);
        Assert.Equal((plain, isAddress), (identity.Text, identity.IsAddress));
    }

    [Fact]
    public void A_logon_name_may_have_its_domain_and_a_name_its_container()
    {
        Assert.Equal("alice", new UserIdentity(@"GODWIT\alice").Login);
        Assert.Equal("OU=Sales,DC=godwit,DC=test", new UserIdentity("CN=Alice,OU=Sales,DC=godwit,DC=test").Container);
    }

    [Fact]
    public void A_list_of_users_has_commas_or_lines() =>
        Assert.Equal(["sip:a@b.c", "d@b.c", "e@b.c", "f@b.c"], UserListFile.Read(["user", "sip:a@b.c, d@b.c;", "", "\"e@b.c\"", "\tf@b.c"]));
}
