using System.Management.Automation;
using Godwit.PowerShell.Objects;
using Godwit.PowerShell.Tests.Shells;
using Godwit.Scenarios.Forests;

namespace Godwit.PowerShell.Tests.Moves;

[Collection(ShellCollection.Name)]
public class MoveCsUserTests(AdminShell admin)
{
    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public async Task All_who_come_down_the_pipeline_go_in_one_move()
    {
        var users = await admin.NewUsers(12, TestForest.Lcs01);
        var before = (await admin.Admin.Moves(Cancel)).Count;

        var answer = admin.Run("$users | Get-CsUser | Move-CsUser -Target r2pool.godwit.test -Confirm:$false -Verbose", ("users", users)).Clean();

        Assert.Empty(answer.Output);
        Assert.Equal(before + 1, (await admin.Admin.Moves(Cancel)).Count);
        foreach (var user in users) Assert.Equal(TestForest.R2Pool, await admin.Home(user));
        Assert.Contains(answer.Verbose, v => v.Contains("12 moved", StringComparison.Ordinal));
        Assert.Contains(answer.Progress, p => p is { Activity: "Move-CsUser", RecordType: ProgressRecordType.Completed, PercentComplete: 100 });
    }

    [Fact]
    public async Task It_asks_first_and_no_moves_nobody()
    {
        var user = Assert.Single(await admin.NewUsers(1, TestForest.Lcs01));
        admin.Shell.Host.Answer = 'N';
        admin.Run("Move-CsUser $user -Target r2pool.godwit.test", ("user", user)).Clean();
        Assert.Equal(TestForest.Lcs01, await admin.Home(user));
        admin.Shell.Host.Answer = 'Y';
        admin.Run("Move-CsUser $user -Target r2pool.godwit.test -Force", ("user", user)).Clean();
        Assert.Equal(TestForest.R2Pool, await admin.Home(user));
        Assert.Contains(admin.Shell.Host.Asked, q => q.Contains(user, StringComparison.Ordinal) && q.Contains("By force", StringComparison.Ordinal));
    }

    [Fact]
    public async Task WhatIf_says_what_would_become_of_each_user_and_moves_nobody()
    {
        var user = Assert.Single(await admin.NewUsers(1, TestForest.Lcs01));
        var before = (await admin.Admin.Moves(Cancel)).Count;

        var planned = admin.Run("$users | Move-CsUser -Target r2pool.godwit.test -WhatIf", ("users", (string[])[user, "nobody@godwit.test"])).All<MovedUser>();

        Assert.Equal([(user, "moved"), ("nobody@godwit.test", "refused")], planned.Select(p => (p.Address, p.Outcome)));
        Assert.Equal("unknown-user", planned[1].Rule);
        Assert.Equal((TestForest.Lcs01, before), (await admin.Home(user), (await admin.Admin.Moves(Cancel)).Count));
    }

    [Fact]
    public async Task Who_is_refused_is_an_error_and_the_others_go()
    {
        var user = Assert.Single(await admin.NewUsers(1, TestForest.Lcs01));
        var answer = admin.Run("Move-CsUser $users ocs07.godwit.test -Confirm:$false -PassThru", ("users", (string[])["nobody@godwit.test", user]));
        Assert.Equal(("MoveRefused", ErrorCategory.InvalidOperation), (answer.Error.FullyQualifiedErrorId.Split(',')[0], answer.Error.CategoryInfo.Category));
        Assert.StartsWith("nobody@godwit.test was not moved: ", answer.Error.ToString(), StringComparison.Ordinal);
        Assert.Equal("nobody@godwit.test", Assert.IsType<MovedUser>(answer.Error.TargetObject).Address);
        var moved = answer.Output.Select(o => Assert.IsType<MovedUser>(o.BaseObject)).Single(m => m.Outcome == "moved");
        Assert.Equal((user, TestForest.Lcs01, TestForest.Ocs07), (moved.Address, moved.From, moved.Target));
        Assert.Equal(TestForest.Ocs07, await admin.Home(user));
    }

    [Fact]
    public async Task What_was_moved_can_be_piped_on()
    {
        var users = await admin.NewUsers(2, TestForest.Lcs01);
        var back = admin.Run("$users | Move-CsUser -Target r2pool.godwit.test -Confirm:$false -PassThru | Move-CsUser -Target ocs07.godwit.test -Confirm:$false -PassThru", ("users", users)).All<MovedUser>();
        Assert.All(back, m => Assert.Equal((TestForest.R2Pool, TestForest.Ocs07, "moved"), (m.From, m.Target, m.Outcome)));
        Assert.Equal(2, back.Count);
        Assert.Matches(@"SipAddress\s+From\s+Target\s+Outcome\s+Reason", admin.Run("$moved | Out-String -Width 200", ("moved", back)).Text);
    }

    [Fact]
    public async Task Users_without_a_pool_get_what_a_data_file_has_and_who_is_not_in_it_is_warned_of()
    {
        var users = await admin.NewUsers(2, "");
        await File.WriteAllTextAsync(admin.File("roster.xml"), $"<server-data xmlns='urn:xmpp:pie:0'><host jid='godwit.test'><user name='{users[0].Split('@')[0]}'><query xmlns='jabber:iq:roster'><item jid='erin@godwit.test' subscription='both'/></query></user></host></server-data>", Cancel);

        var refused = admin.Run("Move-CsUser $users r2pool.godwit.test -Confirm:$false -DataFile $file", ("users", users), ("file", admin.File("roster.xml")));
        Assert.Equal("DataFileWithoutForce", refused.Error.FullyQualifiedErrorId.Split(',')[0]);
        Assert.Equal("", await admin.Home(users[0]));

        var moved = admin.Run("Move-CsUser $users r2pool.godwit.test -Confirm:$false -Force -PassThru -DataFile $file", ("users", users), ("file", admin.File("roster.xml")));
        Assert.Contains("1 contact as of", moved.Output.Select(o => Assert.IsType<MovedUser>(o.BaseObject)).Single(m => m.Address == users[0]).Reason, StringComparison.Ordinal);
        Assert.Contains(moved.Warnings, w => w.Contains($"{users[1]} is not in the file", StringComparison.Ordinal));
    }

    [Fact]
    public async Task Users_of_a_file_and_of_a_table_go_and_the_report_is_written()
    {
        var users = await admin.NewUsers(3, TestForest.Lcs01);
        await File.WriteAllTextAsync(admin.File("users.txt"), $"sip:{users[0]},{users[1]}\n", Cancel);
        admin.Run("Set-Location $folder; Move-CsUser -UserList users.txt -Target r2pool.godwit.test -Confirm:$false -Report moved.csv", ("folder", admin.Folder)).Clean();
        var lines = await File.ReadAllLinesAsync(admin.File("moved.csv"), Cancel);
        Assert.Contains(lines, l => l.Contains(users[0], StringComparison.Ordinal) && l.Contains("moved", StringComparison.Ordinal));

        await File.WriteAllTextAsync(admin.File("users.csv"), $"SipAddress\n{users[2]}\n", Cancel);
        admin.Run("Import-Csv users.csv | Move-CsUser -Target r2pool.godwit.test -Confirm:$false -Report moved.html").Clean();
        Assert.StartsWith("<!DOCTYPE html>", await File.ReadAllTextAsync(admin.File("moved.html"), Cancel), StringComparison.OrdinalIgnoreCase);
        foreach (var user in users) Assert.Equal(TestForest.R2Pool, await admin.Home(user));

        Assert.Equal("FileUnusable", admin.Run("Move-CsUser -UserList none.txt -Target r2pool.godwit.test -Confirm:$false").Error.FullyQualifiedErrorId.Split(',')[0]);
    }

    [Fact]
    public async Task Unassigned_users_get_a_home_by_the_older_name()
    {
        var users = await admin.NewUsers(2, "");
        admin.Run("Get-CsUser -UnassignedUser | Move-CsLegacyUser -Target ocs07.godwit.test -Confirm:$false").Clean();
        foreach (var user in users) Assert.Equal(TestForest.Ocs07, await admin.Home(user));
    }

    [Fact]
    public async Task Names_with_wildcards_are_searched_for_and_who_is_nobody_is_told()
    {
        var users = await admin.NewUsers(2, TestForest.Lcs01);
        admin.Run("Set-CsUser $a -DisplayName 'Wilma Card'; Set-CsUser $b -DisplayName 'Wilfred Card'", ("a", users[0]), ("b", users[1])).Clean();
        var answer = admin.Run("Move-CsUser 'Wil* Card', 'Nobody*' -Target r2pool.godwit.test -Confirm:$false");
        Assert.Equal("NotFound", answer.Error.FullyQualifiedErrorId.Split(',')[0]);
        foreach (var user in users) Assert.Equal(TestForest.R2Pool, await admin.Home(user));
    }
}
