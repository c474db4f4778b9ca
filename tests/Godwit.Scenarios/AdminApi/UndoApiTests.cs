using Godwit.Admin;
using Godwit.Admin.Moves;
using Godwit.Scenarios.Forests;
using Xunit;

namespace Godwit.Scenarios.AdminApi;

public sealed class UndoApiTests
{
    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_move_is_taken_back_and_both_say_so()
    {
        await using var forest = await TestForest.Start(new TestForestOptions { DemoUsers = 6 });
        await forest.AddUser("nina", "");
        var move = await Ended(forest, await forest.Admin.Move(new StartMove(TestForest.R2Pool) { Users = ["alice@godwit.test", "carol@godwit.test", "nina@godwit.test", "erin@godwit.test"] }, Cancel));
        Assert.Equal((3, 1), (move.Moved, move.Unchanged));

        var plan = await forest.Admin.Undo(move.Id, new UndoMove { DryRun = true }, Cancel);
        Assert.Equal(("planned", move.Id), (plan.State, plan.Undoes));
        Assert.Equal([("alice@godwit.test", TestForest.Lcs01), ("carol@godwit.test", TestForest.Ocs07), ("nina@godwit.test", "")], plan.Users.Select(u => (u.Address, u.To!)).Order());
        Assert.Equal(TestForest.R2Pool, (await forest.Admin.User("alice@godwit.test", Cancel)).Home);

        var undo = await Ended(forest, await forest.Admin.Undo(move.Id, new UndoMove(), Cancel));
        Assert.Equal((3, 0, 0, move.Id, ""), (undo.Moved, undo.Refused, undo.Failed, undo.Undoes, undo.To));
        Assert.Equal(TestForest.Lcs01, (await forest.Admin.User("alice@godwit.test", Cancel)).Home);
        Assert.Equal("", (await forest.Admin.User("nina@godwit.test", Cancel)).Home);
        var undone = await forest.Admin.MoveReport(move.Id, Cancel);
        Assert.Equal((0, 3, 1), (undone.Moved, undone.Undone, undone.Unchanged));
        Assert.All(undone.Users.Where(u => u.Outcome == "undone"), u => Assert.Equal(undo.Id, u.UndoneBy));
        Assert.Equal([undo.Id, move.Id], (await forest.Admin.Moves(Cancel)).Select(m => m.Id));
    }

    [Fact]
    public async Task Undo_of_what_is_not_there_is_refused_in_one_sentence()
    {
        await using var forest = await TestForest.Start(new TestForestOptions { DemoUsers = 6 });
        Assert.Equal((404, "There is no move nothing; 'godwit move list' shows those there are"), await Refusal(forest, "nothing", new UndoMove()));
        var move = await Ended(forest, await forest.Admin.Move(new StartMove(TestForest.R2Pool) { Users = ["alice@godwit.test"] }, Cancel));
        Assert.Equal((400, "'al ice' is not a SIP address like alice@example.org"), await Refusal(forest, move.Id, new UndoMove { Users = ["al ice"] }));
        var undo = await Ended(forest, await forest.Admin.Undo(move.Id, new UndoMove { Users = ["bob@godwit.test"] }, Cancel));
        Assert.Equal((0, 1), (undo.Moved, undo.Refused));
        Assert.Equal($"The user is not in move {move.Id}; 'godwit move report {move.Id}' shows who is.", undo.Users[0].Reason);
    }

    private static async Task<(int, string)> Refusal(TestForest forest, string id, UndoMove undo)
    {
        var refusal = await Assert.ThrowsAsync<AdminException>(() => forest.Admin.Undo(id, undo, Cancel));
        return (refusal.Status, refusal.Message);
    }

    private static async Task<MoveView> Ended(TestForest forest, MoveView move)
    {
        await foreach (var _ in forest.Admin.Watch(move.Id, Cancel))
        {
        }

        return await forest.Admin.MoveReport(move.Id, Cancel);
    }
}
