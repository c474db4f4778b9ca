using System.Management.Automation;
using Godwit.PowerShell.Objects;
using Godwit.PowerShell.Tests.Shells;
using Godwit.Scenarios.Forests;

namespace Godwit.PowerShell.Tests.Moves;

[Collection(ShellCollection.Name)]
public class UndoCsUserMoveTests(AdminShell admin)
{
    [Fact]
    public async Task A_move_is_shown_and_taken_back_for_some_and_for_all()
    {
        var users = await admin.NewUsers(3, TestForest.Ocs07);
        admin.Run("$users | Move-CsUser -Target r2pool.godwit.test -Confirm:$false", ("users", users)).Clean();
        var move = admin.Run("Get-CsUserMove | Select-Object -First 1").One<CsUserMove>();
        Assert.Equal(("finished", 3, 3, 3, 0), (move.State, move.Users, move.Done, move.Moved, move.Refused));

        var planned = admin.Run("Get-CsUserMove $id | Undo-CsUserMove -WhatIf", ("id", move.Identity)).All<MovedUser>();
        Assert.Equal(users.Order(), planned.Select(p => p.Address).Order());
        Assert.All(planned, p => Assert.Equal((TestForest.R2Pool, TestForest.Ocs07, "moved"), (p.From, p.Target, p.Outcome)));
        foreach (var user in users) Assert.Equal(TestForest.R2Pool, await admin.Home(user));

        var back = admin.Run("Undo-CsUserMove $id -User $one -Confirm:$false -PassThru", ("one", users[0])).One<MovedUser>();
        Assert.Equal((users[0], TestForest.Ocs07, "moved"), (back.Address, back.Target, back.Outcome));
        Assert.Equal(1, admin.Run("Get-CsUserMove $id").One<CsUserMove>().Undone);

        admin.Shell.Host.Answer = 'N';
        admin.Run("Undo-CsUserMove $id").Clean();
        Assert.Equal(TestForest.R2Pool, await admin.Home(users[1]));
        admin.Shell.Host.Answer = 'Y';
        var answer = admin.Run("Undo-CsUserMove $id -Verbose");
        Assert.Contains(answer.Progress, p => p is { Activity: "Undo-CsUserMove", RecordType: ProgressRecordType.Completed });
        Assert.All(answer.Errors, e => Assert.Equal(users[0], Assert.IsType<MovedUser>(e.TargetObject).Address));
        foreach (var user in users) Assert.Equal(TestForest.Ocs07, await admin.Home(user));
    }

    [Theory]
    [InlineData("Get-CsUserMove 42")]
    [InlineData("Undo-CsUserMove 42 -Confirm:$false")]
    public void A_move_that_there_is_not_is_named(string line)
    {
        var error = admin.Run(line).Error;
        Assert.Equal(("NotFound", ErrorCategory.ObjectNotFound), (error.FullyQualifiedErrorId.Split(',')[0], error.CategoryInfo.Category));
        Assert.StartsWith("There is no move 42; ", error.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Tab_completes_moves_and_a_table_shows_them()
    {
        var user = Assert.Single(await admin.NewUsers(1, TestForest.Ocs07));
        admin.Run("Move-CsUser $user -Target r2pool.godwit.test -Confirm:$false", ("user", user)).Clean();
        var newest = admin.Run("Get-CsUserMove | Select-Object -First 1").One<CsUserMove>().Identity;
        Assert.Equal(newest, admin.Run("(TabExpansion2 $line $line.Length).CompletionMatches[0].CompletionText", ("line", "Undo-CsUserMove 2")).Text);
        Assert.Matches(@"Identity\s+State\s+Users\s+Moved\s+Unchanged\s+Refused\s+Failed\s+Undone", admin.Run("Get-CsUserMove | Out-String -Width 200").Text);
    }
}
