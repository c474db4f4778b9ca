using System.Management.Automation;
using Godwit.PowerShell.Objects;
using Godwit.PowerShell.Tests.Shells;
using Godwit.Scenarios.Forests;

namespace Godwit.PowerShell.Tests.Users;

[Collection(ShellCollection.Name)]
public class UserDataTests(AdminShell admin)
{
    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public void What_a_pool_exports_is_had_by_everybody_who_imports_it()
    {
        var file = admin.Run("Export-CsUserData -PoolFqdn ocs07.godwit.test -FileName $file", ("file", admin.File("ocs07.zip"))).One<CsUserDataFile>();
        Assert.Equal(("csuserdata", true, new FileInfo(file.FileName).Length), (file.Format, file.Users > 0, file.Bytes));

        var merged = admin.Run("Update-CsUserData $file -Confirm:$false", ("file", file.FileName)).One<CsUserDataImport>();
        Assert.Equal(("merge", false, file.Users, file.Users), (merged.Mode, merged.TestMode, merged.Users, merged.Unchanged));
        var replaced = admin.Run("Import-CsUserData $file -PoolFqdn ocs07.godwit.test", ("file", file.FileName)).One<CsUserDataImport>();
        Assert.Equal(("replace", file.Users), (replaced.Mode, replaced.Users));
    }

    [Fact]
    public void Only_users_of_the_pool_are_imported_and_of_others_nothing()
    {
        var file = admin.Run("Export-CsUserData -PoolFqdn ocs07.godwit.test -FileName $file", ("file", admin.File("other.zip"))).One<CsUserDataFile>();
        Assert.Equal(0, admin.Run("Import-CsUserData $file -PoolFqdn r2pool.godwit.test", ("file", file.FileName)).One<CsUserDataImport>().Users);
        Assert.Equal("BadRequest", admin.Run("Update-CsUserData $file -TargetPoolFqdn no.godwit.test -Confirm:$false", ("file", file.FileName)).Error.FullyQualifiedErrorId.Split(',')[0]);
    }

    [Fact]
    public async Task One_user_goes_into_the_file_of_older_servers()
    {
        var file = admin.Run("Export-CsUserData -PoolFqdn lcs01.godwit.test -UserFilter alice@godwit.test -LegacyFormat -FileName $file", ("file", admin.File("alice.xml"))).One<CsUserDataFile>();
        Assert.Equal(("dbimpexp", 1L), (file.Format, file.Users));
        Assert.Contains("alice@godwit.test", await File.ReadAllTextAsync(file.FileName, Cancel), StringComparison.Ordinal);

        var other = admin.Run("Export-CsUserData -PoolFqdn lcs01.godwit.test -UserFilter erin@godwit.test -FileName $file", ("file", admin.File("erin.zip")));
        Assert.Equal(["OtherPool", "NoUsers"], other.Errors.Select(e => e.FullyQualifiedErrorId.Split(',')[0]));
        Assert.False(File.Exists(admin.File("erin.zip")));
        Assert.False(File.Exists(admin.File("erin.zip.part")));

        var rest = admin.Run("Export-CsUserData -PoolFqdn lcs01.godwit.test -UserFilter nobody@godwit.test, alice@godwit.test -FileName $file", ("file", admin.File("rest.zip")));
        Assert.Equal(("NotFound", "nobody@godwit.test"), (rest.Error.FullyQualifiedErrorId.Split(',')[0], rest.Error.TargetObject));
        Assert.Equal(1L, Assert.IsType<CsUserDataFile>(Assert.Single(rest.Output).BaseObject).Users);
    }

    [Fact]
    public async Task WhatIf_and_TestMode_say_what_would_be_and_do_nothing()
    {
        var user = Assert.Single(await admin.NewUsers(1, TestForest.R2Pool));
        admin.Run("Export-CsUserData -PoolFqdn lcs01.godwit.test -UserFilter alice@godwit.test -FileName $file", ("file", admin.File("rename.zip"))).Clean();
        foreach (var how in (string[])["Import-CsUserData $file -Rename $names -WhatIf", "Update-CsUserData $file -Rename $names -TestMode"])
        {
            var would = admin.Run(how, ("file", admin.File("rename.zip")), ("names", new System.Collections.Hashtable { ["alice@godwit.test"] = user })).One<CsUserDataImport>();
            Assert.Equal((true, 1L, 1L), (would.TestMode, would.Users, would.Imported));
        }

        Assert.Equal(1, admin.Run("Update-CsUserData $file -Rename $names -Confirm:$false").One<CsUserDataImport>().Imported);
        var broken = admin.File("broken.zip");
        await File.WriteAllTextAsync(broken, "no zip", Cancel);
        var error = admin.Run("Import-CsUserData $file", ("file", broken)).Error;
        Assert.Equal(ErrorCategory.InvalidArgument, error.CategoryInfo.Category);
        Assert.Equal("FileUnusable", admin.Run("Import-CsUserData $file", ("file", admin.File("none.zip"))).Error.FullyQualifiedErrorId.Split(',')[0]);
    }
}
