using System.Management.Automation;
using Godwit.PowerShell.Objects;
using Godwit.PowerShell.Tests.Shells;
using Godwit.Scenarios.Forests;

namespace Godwit.PowerShell.Tests.Users;

[Collection(ShellCollection.Name)]
public class ChangeUserTests(AdminShell admin)
{
    [Fact]
    public async Task Options_and_the_card_are_changed_and_the_rest_stays()
    {
        var user = Assert.Single(await admin.NewUsers(1, TestForest.R2Pool));
        var changed = admin.Run("Set-CsUser $who -Enabled $false -EnabledForFederation $true -DisplayName 'Anna Berg' -Title Captain -PassThru", ("who", user)).One<CsUser>();
        Assert.Equal((false, true, true, "Anna Berg"), (changed.Enabled, changed.EnabledForFederation, changed.EnabledForEnhancedPresence, changed.DisplayName));

        admin.Run("Get-CsUser $who | Set-CsUser -Enabled $true -EnabledForEnhancedPresence $false", ("who", user)).Clean();
        changed = admin.Run("Get-CsUser $who", ("who", user)).One<CsUser>();
        Assert.Equal((true, true, false, "Anna Berg"), (changed.Enabled, changed.EnabledForFederation, changed.EnabledForEnhancedPresence, changed.DisplayName));
    }

    /// <summary>More than are waited for together, so the first are changed before the last have come.</summary>
    [Fact]
    public async Task Many_who_are_piped_are_changed_in_their_order_and_counted()
    {
        var users = await admin.NewUsers(130, TestForest.R2Pool);
        users[17] = "nobody@godwit.test";
        var answer = admin.Run("$users | Set-CsUser -Enabled $false -PassThru", ("users", users));
        Assert.Equal(("NotFound", "nobody@godwit.test"), (answer.Error.FullyQualifiedErrorId.Split(',')[0], answer.Error.TargetObject));
        var changed = answer.Output.Select(o => Assert.IsType<CsUser>(o.BaseObject)).ToList();
        Assert.Equal(users.Where((_, i) => i != 17), changed.Select(u => u.Address));
        Assert.All(changed, u => Assert.False(u.Enabled));
        Assert.Contains(answer.Progress, p => p is { Activity: "Set-CsUser", StatusDescription: "129 users", RecordType: ProgressRecordType.Completed });

        admin.Run("$users | Where-Object { $_ -notlike 'nobody*' } | Get-CsUser | Disable-CsUser -Confirm:$false").Clean();
        Assert.Empty(admin.Run("$users | Get-CsUser -ErrorAction SilentlyContinue").Output);
    }

    [Fact]
    public async Task Each_user_is_asked_about_and_only_those_with_a_yes_are_changed()
    {
        var users = await admin.NewUsers(2, TestForest.R2Pool);
        admin.Shell.Host.Answer = 'Y';
        admin.Run("$users | Set-CsUser -Title Captain -Confirm", ("users", users)).Clean();
        foreach (var user in users) Assert.Contains(admin.Shell.Host.Asked, q => q.Contains("Set-CsUser", StringComparison.Ordinal) && q.Contains(user, StringComparison.Ordinal));
    }

    [Fact]
    public void A_name_that_does_not_mean_one_user_is_told_as_such()
    {
        var error = admin.Run("Set-CsUser 'a*' -Enabled $true").Error;
        Assert.Equal(("Ambiguous", ErrorCategory.InvalidArgument), (error.FullyQualifiedErrorId.Split(',')[0], error.CategoryInfo.Category));
        Assert.Contains("can be piped", error.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Nothing_is_changed_with_WhatIf_and_nothing_to_set_is_said()
    {
        var user = Assert.Single(await admin.NewUsers(1, TestForest.R2Pool));
        admin.Run("Set-CsUser $who -Enabled $false -WhatIf", ("who", user)).Clean();
        Assert.True(admin.Run("Get-CsUser $who", ("who", user)).One<CsUser>().Enabled);
        Assert.Equal("NothingToSet", admin.Run("Set-CsUser $who", ("who", user)).Error.FullyQualifiedErrorId.Split(',')[0]);
        Assert.Equal(ErrorCategory.ObjectNotFound, admin.Run("Set-CsUser 'nobody at all' -Enabled $true").Error.CategoryInfo.Category);
    }

    [Fact]
    public async Task A_disabled_user_is_none_and_her_account_becomes_one_again()
    {
        var user = Assert.Single(await admin.NewUsers(1, TestForest.R2Pool));
        var login = admin.Run("Get-CsUser $who", ("who", user)).One<CsUser>().SamAccountName;

        // Whoever is asked and says no deletes nobody.
        admin.Shell.Host.Answer = 'N';
        admin.Run("Disable-CsUser $who", ("who", user)).Clean();
        Assert.Contains(admin.Shell.Host.Asked, q => q.Contains("deleted for good", StringComparison.Ordinal) && q.Contains(user, StringComparison.Ordinal));
        Assert.Equal(TestForest.R2Pool, await admin.Home(user));

        Assert.Null(admin.Run("Disable-CsUser $who -Confirm:$false -PassThru", ("who", user)).One<CsUser>().RegistrarPool);
        Assert.Equal("NotFound", admin.Run("Get-CsUser $who", ("who", user)).Error.FullyQualifiedErrorId.Split(',')[0]);

        var again = admin.Run("Enable-CsUser $who -RegistrarPool ocs07.godwit.test -SipAddress $address -PassThru", ("who", $@"GODWIT\{login}"), ("address", user)).One<CsUser>();
        Assert.Equal((user, TestForest.Ocs07, true), (again.Address, again.RegistrarPool, again.Enabled));
        Assert.Equal("NotFound", admin.Run("Enable-CsUser $who -RegistrarPool ocs07.godwit.test", ("who", login)).Error.FullyQualifiedErrorId.Split(',')[0]);
    }
}
