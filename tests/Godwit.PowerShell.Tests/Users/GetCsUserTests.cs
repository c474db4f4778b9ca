using System.Management.Automation;
using Godwit.PowerShell.Objects;
using Godwit.PowerShell.Tests.Shells;
using Godwit.Scenarios.Forests;

namespace Godwit.PowerShell.Tests.Users;

[Collection(ShellCollection.Name)]
public class GetCsUserTests(AdminShell admin)
{
    [Theory]
    [InlineData("alice@godwit.test")]
    [InlineData("sip:Alice@Godwit.test")]
    [InlineData(@"GODWIT\alice")]
    [InlineData("alice")]
    [InlineData("alice@*")]
    public void A_user_is_found_by_each_form_of_identity(string identity)
    {
        var user = admin.Run("Get-CsUser -Identity $who", ("who", identity)).One<CsUser>();
        Assert.Equal(("sip:alice@godwit.test", TestForest.Lcs01, TestForest.Lcs01, true), (user.SipAddress, user.RegistrarPool, user.HomeServer, user.Enabled));
        Assert.Equal(user.SipAddress, admin.Run("Get-CsUser $who", ("who", user.Identity)).One<CsUser>().SipAddress);
        Assert.Equal(user.SipAddress, admin.Run("Get-CsUser $who", ("who", user.DisplayName)).One<CsUser>().SipAddress);
    }

    [Fact]
    public void All_users_are_shown_and_as_many_as_are_wanted()
    {
        var all = admin.Run("Get-CsUser").All<CsUser>();
        Assert.True(all.Count >= 24);
        Assert.Equal(all.Count, all.Select(u => u.SipAddress).Distinct().Count());
        Assert.Equal(5, admin.Run("Get-CsUser -ResultSize 5").All<CsUser>().Count);
        Assert.Empty(admin.Run("Get-CsUser -ResultSize 0").All<CsUser>());
        Assert.Equal(all.Count, admin.Run("Get-CsUser -ResultSize Unlimited").All<CsUser>().Count);
        Assert.Equal(ErrorCategory.InvalidArgument, admin.Run("Get-CsUser -ResultSize many").Error.CategoryInfo.Category);
    }

    [Fact]
    public void A_filter_chooses_and_takes_variables()
    {
        var found = admin.Run("$pool = 'ocs07.godwit.test'; Get-CsUser -Filter {RegistrarPool -eq $pool -and SipAddress -like 'sip:c*'}").All<CsUser>();
        Assert.Contains(found, u => u.SipAddress == "sip:carol@godwit.test");
        Assert.All(found, u => Assert.Equal((TestForest.Ocs07, "sip:c"), (u.RegistrarPool, u.SipAddress[..5])));

        var refused = admin.Run("Get-CsUser -Filter {Shoe -eq 42}");
        Assert.Equal(("BadFilter,Godwit.PowerShell.Cmdlets.GetCsUser", ErrorCategory.InvalidArgument), (refused.Error.FullyQualifiedErrorId, refused.Error.CategoryInfo.Category));
    }

    [Fact]
    public void An_organizational_unit_has_its_users()
    {
        var alice = admin.Run("Get-CsUser alice@godwit.test").One<CsUser>();
        var unit = admin.Run("Get-CsUser -OU $ou", ("ou", alice.OrganizationalUnit)).All<CsUser>();
        Assert.Contains(unit, u => u.SipAddress == alice.SipAddress);
        Assert.All(unit, u => Assert.EndsWith(alice.OrganizationalUnit, u.Identity, StringComparison.OrdinalIgnoreCase));
        Assert.True(unit.Count < admin.Run("Get-CsUser").Output.Count);
    }

    [Theory]
    [InlineData("OU=Sales,DC=godwit,DC=test")]
    [InlineData("ou=sales, dc=godwit, dc=test")]
    [InlineData("godwit.test/Sales")]
    [InlineData("Godwit.test/sales/")]
    [InlineData("Sales")]
    public void An_organizational_unit_is_known_by_each_form_of_its_name(string name)
    {
        var sales = admin.Run("Get-CsUser -Filter {OrganizationalUnit -eq 'OU=Sales,DC=godwit,DC=test'}").All<CsUser>().Select(u => u.Address);
        Assert.Equal(sales, admin.Run("Get-CsUser -OU $ou", ("ou", name)).All<CsUser>().Select(u => u.Address));
    }

    [Theory]
    [InlineData("OU=Salse,DC=godwit,DC=test")]
    [InlineData("godwit.test/Salse")]
    [InlineData("example.org/Sales")]
    public void An_organizational_unit_that_there_is_not_is_told_once_and_nobody_is_asked_for(string name)
    {
        var error = admin.Run("'alice@godwit.test', 'bob@godwit.test' | Get-CsUser -OU $ou", ("ou", name)).Error;
        Assert.Equal(("NotFound", ErrorCategory.ObjectNotFound), (error.FullyQualifiedErrorId.Split(',')[0], error.CategoryInfo.Category));
        Assert.Contains(name, error.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Unassigned_users_are_those_without_a_pool()
    {
        var free = Assert.Single(await admin.NewUsers(1, ""));
        var users = admin.Run("Get-CsUser -UnassignedUser").All<CsUser>();
        Assert.Contains(users, u => u.Address == free);
        Assert.All(users, u => Assert.Null(u.RegistrarPool));
    }

    [Fact]
    public void Who_is_not_there_is_an_error_and_the_others_are_shown()
    {
        var answer = admin.Run("'nobody@godwit.test', 'alice@godwit.test', 'Nobody At All' | Get-CsUser");
        Assert.Equal(["NotFound", "NotFound"], answer.Errors.Select(e => e.FullyQualifiedErrorId.Split(',')[0]));
        Assert.All(answer.Errors, e => Assert.Equal(ErrorCategory.ObjectNotFound, e.CategoryInfo.Category));
        Assert.Equal("There is no user nobody@godwit.test", answer.Errors[0].ToString());
        Assert.Equal("sip:alice@godwit.test", Assert.IsType<CsUser>(Assert.Single(answer.Output).BaseObject).SipAddress);
        Assert.Empty(admin.Run("Get-CsUser 'nobody*'").All<CsUser>());
    }

    [Fact]
    public void Tables_have_what_matters_and_a_list_has_everything()
    {
        var table = admin.Run("Get-CsUser alice@godwit.test | Out-String -Width 200").Text;
        Assert.Matches(@"SipAddress\s+DisplayName\s+RegistrarPool\s+Enabled\s+EnhancedPresence", table);
        Assert.Matches(@"sip:alice@godwit\.test\s+.+lcs01\.godwit\.test\s+True\s+enabled", table);
        Assert.Contains("HomeServer", admin.Run("Get-CsUser alice@godwit.test | Format-List | Out-String -Width 200").Text, StringComparison.Ordinal);
    }
}
