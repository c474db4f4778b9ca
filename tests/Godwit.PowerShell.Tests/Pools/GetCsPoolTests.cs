using System.Management.Automation;
using Godwit.PowerShell.Objects;
using Godwit.PowerShell.Tests.Shells;
using Godwit.Scenarios.Forests;

namespace Godwit.PowerShell.Tests.Pools;

[Collection(ShellCollection.Name)]
public class GetCsPoolTests(AdminShell admin)
{
    [Fact]
    public void Pools_are_shown_by_name_pattern_and_pipe()
    {
        Assert.Equal([TestForest.Lcs01, TestForest.Ocs07, TestForest.R2Pool], admin.Run("Get-CsPool").All<CsPool>().Select(p => p.Fqdn));
        Assert.Equal([TestForest.Ocs07], admin.Run("Get-CsPool OCS*").All<CsPool>().Select(p => p.Fqdn));
        var home = admin.Run("(Get-CsUser erin@godwit.test).RegistrarPool | Get-CsPool").One<CsPool>();
        Assert.Equal((TestForest.R2Pool, "OCS 2007 R2", "Standard Edition", "running"), (home.Fqdn, home.Generation, home.Edition, home.State));
        Assert.Equal(ErrorCategory.ObjectNotFound, admin.Run("Get-CsPool no.godwit.test").Error.CategoryInfo.Category);
        Assert.Matches(@"Fqdn\s+Generation\s+Edition\s+Users\s+SignedIn\s+State", admin.Run("Get-CsPool | Out-String -Width 200").Text);
    }

    /// <summary>PowerShell shows what follows a table of something else as a list; without a view for the first its columns would be all that is shown.</summary>
    [Fact]
    public void Different_things_in_one_script_are_all_shown()
    {
        var text = admin.Run($"& {{ Connect-Godwit {admin.Server}; Get-CsPool; Get-CsUser alice@godwit.test; Export-CsUserData -PoolFqdn lcs01.godwit.test -FileName $file }} | Out-String -Width 200", ("file", admin.File("shown.zip"))).Text;
        foreach (var word in (string[])[@"Server\s+Profile\s+Pools", @"Fqdn +: lcs01", @"SipAddress +: sip:alice", @"Format +: csuserdata"]) Assert.Matches(word, text);
    }

    [Theory]
    [InlineData("Move-CsUser -Identity alice@godwit.test -Target r", "r2pool.godwit.test")]
    [InlineData("Move-CsLegacyUser -Target OC", "ocs07.godwit.test")]
    [InlineData("Get-CsPool lcs", "lcs01.godwit.test")]
    [InlineData("Export-CsUserData -PoolFqdn r2", "r2pool.godwit.test")]
    [InlineData("New-CsClientVersionPolicyRule -Parent o", "ocs07.godwit.test")]
    public void Tab_completes_pools(string line, string pool) =>
        Assert.Equal(pool, admin.Run("(TabExpansion2 $line $line.Length).CompletionMatches.CompletionText", ("line", line)).Text);

    [Fact]
    public void Rules_are_added_shown_and_removed()
    {
        var added = admin.Run("Get-CsPool r2pool.godwit.test | New-CsClientVersionPolicyRule -UserAgent OC -MajorVersion 2 -MinorVersion 0 -BuildNumber 6362 -CompareOp LEQ -Action BlockWithUrl -ActionUrl https://clients.example.org")
            .One<CsClientVersionPolicyRule>();
        Assert.Equal(("r2pool.godwit.test", "OC", "2.0.6362.*", "LEQ", "BlockWithUrl", "https://clients.example.org", true), (added.Pool, added.UserAgent, added.Version, added.CompareOp, added.Action, added.ActionUrl, added.Enabled));
        var first = admin.Run("New-CsClientVersionPolicyRule r2pool.godwit.test -UserAgent LCC -Action Block -Priority 0 -Enabled $false").One<CsClientVersionPolicyRule>();
        Assert.Equal(("*.*.*.*", 0, false), (first.Version, first.Priority, first.Enabled));

        Assert.Equal([first.Identity, added.Identity], admin.Run("Get-CsClientVersionPolicyRule r2pool.godwit.test").All<CsClientVersionPolicyRule>().Select(r => r.Identity));
        Assert.Equal(1, admin.Run("Get-CsClientVersionPolicyRule $id", ("id", "service:Registrar:" + added.Identity)).One<CsClientVersionPolicyRule>().Priority);
        Assert.Contains(admin.Run("Get-CsClientVersionPolicyRule").All<CsClientVersionPolicyRule>(), r => r.Identity == added.Identity);
        Assert.Equal([added.Identity], admin.Run("Get-CsClientVersionPolicyRule -Filter $like", ("like", "*/" + added.RuleId)).All<CsClientVersionPolicyRule>().Select(r => r.Identity));
        Assert.Contains("BlockWithUrl", admin.Run("Get-CsClientVersionPolicyRule r2pool.godwit.test | Out-String -Width 200").Text, StringComparison.Ordinal);

        admin.Run("Get-CsClientVersionPolicyRule r2pool.godwit.test | Remove-CsClientVersionPolicyRule -WhatIf").Clean();
        Assert.Equal(2, admin.Run("Get-CsClientVersionPolicyRule r2pool.godwit.test").Output.Count);
        admin.Run("Get-CsClientVersionPolicyRule r2pool.godwit.test | Remove-CsClientVersionPolicyRule").Clean();
        Assert.Empty(admin.Run("Get-CsClientVersionPolicyRule r2pool.godwit.test").Clean().Output);
    }

    [Theory]
    [InlineData("Get-CsClientVersionPolicyRule lcs01.godwit.test", "only OCS 2007 and later pools", "Refused")]
    [InlineData("Get-CsClientVersionPolicyRule r2pool.godwit.test/99", "no rule 99", "NotFound")]
    [InlineData("Get-CsClientVersionPolicyRule r2pool.godwit.test/x", "like r2pool.godwit.test/3", "BadIdentity")]
    [InlineData("Remove-CsClientVersionPolicyRule r2pool.godwit.test", "not a rule", "BadIdentity")]
    [InlineData("Remove-CsClientVersionPolicyRule r2pool.godwit.test/99", "no rule 99", "NotFound")]
    [InlineData("New-CsClientVersionPolicyRule r2pool.godwit.test/1 -UserAgent OC", "not a pool", "BadIdentity")]
    [InlineData("New-CsClientVersionPolicyRule r2pool.godwit.test -UserAgent OC -Action BlockWithUrl", "URL", "BadRequest")]
    public void What_is_wrong_with_a_rule_is_a_sentence(string line, string word, string id)
    {
        var error = admin.Run(line).Error;
        Assert.Contains(word, error.ToString(), StringComparison.Ordinal);
        Assert.Equal(id, error.FullyQualifiedErrorId.Split(',')[0]);
    }
}
