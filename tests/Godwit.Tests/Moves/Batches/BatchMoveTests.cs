using Godwit.Moves;
using Godwit.Moves.Batches;
using Godwit.Pool.Users;

namespace Godwit.Tests.Moves.Batches;

/// <summary>The machine, exhaustively: every batch of two users that any sequence of events leads to.</summary>
public class BatchMoveTests
{
    private const string Source = "lcs01.godwit.test";
    private const string Target = "r2pool.godwit.test";

    private static readonly SipAddress[] Users = [SipAddress.Parse("alice@godwit.test"), SipAddress.Parse("bob@godwit.test")];

    /// <summary>Without a target: back to Unassigned Users.</summary>
    public static TheoryData<string?, bool, string> Starts => new()
    {
        { Source, false, Target }, { Source, true, Target }, { null, false, Target }, { null, true, Target }, { Source, false, "" }, { Source, true, "" },
    };

    [Theory]
    [MemberData(nameof(Starts))]
    public void Every_batch_comes_to_an_end_and_breaks_no_law_on_the_way(string? source, bool force, string target)
    {
        var found = Explore(Start(source, force, target));
        Assert.True(found.Count > 50, $"Only {found.Count} batches");
        foreach (var (batch, nexts) in found.Values)
            foreach (var next in nexts) CheckStep(batch, found[next].Batch);

        // From everywhere a way leads to the end: walk back from it.
        var before = found.SelectMany(f => f.Value.Nexts, (f, next) => (next, f.Key)).ToLookup(e => e.next, e => e.Key);
        var open = new Stack<string>(found.Where(f => f.Value.Batch.Step == MoveStep.Done).Select(f => f.Key));
        var ending = new HashSet<string>();
        while (open.TryPop(out var key))
            if (ending.Add(key))
                foreach (var previous in before[key]) open.Push(previous);
        Assert.Empty(found.Keys.Except(ending));
    }

    [Theory]
    [MemberData(nameof(Starts))]
    public void Batch_reads_from_the_journal_as_it_was_written(string? source, bool force, string target)
    {
        foreach (var (key, found) in Explore(Start(source, force, target)))
        {
            var entry = BatchJson.Write(BatchJson.Read(new BatchEntry("m", 1, "", false, key)));
            Assert.Equal(key, entry.State);
            Assert.Equal(found.Batch.Step == MoveStep.Done, entry.Finished);
        }
    }

    [Fact]
    public void Ordinary_batch_goes_through_all_steps_in_order()
    {
        var steps = new List<MoveStep>();
        var batch = Start(Source, false);
        for (; batch.Step != MoveStep.Done; batch = BatchMove.Next(batch, Good(batch))) steps.Add(batch.Step);
        Assert.Equal([MoveStep.Check, MoveStep.Mark, MoveStep.Fence, MoveStep.Copy, MoveStep.Verify, MoveStep.Switch, MoveStep.Release, MoveStep.Clear], steps);
        Assert.All(batch.Users, u => Assert.Equal((MoveOutcome.Moved, null), (u.Outcome, u.Reason)));
    }

    [Fact]
    public void Batch_to_Unassigned_Users_copies_nothing_and_touches_no_target()
    {
        var steps = new List<MoveStep>();
        var batch = Start(Source, false, "");
        for (; batch.Step != MoveStep.Done; batch = BatchMove.Next(batch, Good(batch))) steps.Add(batch.Step);
        Assert.Equal([MoveStep.Check, MoveStep.Mark, MoveStep.Fence, MoveStep.Switch, MoveStep.Release, MoveStep.Clear], steps);
        Assert.All(batch.Users, u => Assert.Equal((MoveOutcome.Moved, null), (u.Outcome, u.Reason)));
        Assert.False(batch.TargetTouched);
    }

    [Theory]
    [InlineData(MoveStep.Mark)]
    [InlineData(MoveStep.Fence)]
    [InlineData(MoveStep.Copy)]
    [InlineData(MoveStep.Verify)]
    public void Pool_lost_before_the_switch_undoes_everything_and_says_so(MoveStep at)
    {
        var batch = Reach(at);
        batch = BatchMove.Next(batch, new BatchEvent.PoolLost(Target));
        Assert.Equal(MoveStep.Undo, batch.Step);
        batch = BatchMove.Next(batch, new BatchEvent.Told(false, false));
        Assert.Equal(MoveStep.Done, batch.Step);
        Assert.All(batch.Users, u => Assert.True(u.Outcome == MoveOutcome.Failed && u.Reason!.Contains("still at the old home", StringComparison.Ordinal)));
    }

    [Theory]
    [InlineData(MoveStep.Check, MoveStep.Check)]
    [InlineData(MoveStep.Mark, MoveStep.Check)]
    [InlineData(MoveStep.Fence, MoveStep.Undo)]
    [InlineData(MoveStep.Verify, MoveStep.Undo)]
    [InlineData(MoveStep.Switch, MoveStep.Switch)]
    [InlineData(MoveStep.Release, MoveStep.Release)]
    public void Without_directory_or_journal_a_batch_waits_unless_somebody_is_fenced_and_can_be_let_go(MoveStep at, MoveStep then) =>
        Assert.Equal(then, BatchMove.Next(Reach(at), new BatchEvent.Hindered()).Step);

    [Fact]
    public void One_user_drops_out_and_the_other_goes_on()
    {
        var batch = Reach(MoveStep.Verify);
        batch = BatchMove.Next(batch, new BatchEvent.Verified(new Dictionary<SipAddress, Leave> { [Users[0]] = MoveFailure.NotTheSame(Target) }));
        while (batch.Step != MoveStep.Done) batch = BatchMove.Next(batch, Good(batch));
        Assert.Equal([MoveOutcome.Failed, MoveOutcome.Moved], batch.Users.Select(u => u.Outcome));
    }

    [Fact]
    public void Pool_that_cannot_be_told_keeps_the_batch_open_but_not_the_users()
    {
        var batch = BatchMove.Next(Reach(MoveStep.Clear), new BatchEvent.Told(true, false));
        Assert.Equal(MoveStep.Tidy, batch.Step);
        Assert.True(batch.IsSettled);
        Assert.All(batch.Users, u => Assert.Equal(MoveOutcome.Moved, u.Outcome));
        Assert.Same(batch, BatchMove.Next(batch, new BatchEvent.PoolLost(Source)));
        Assert.Equal(MoveStep.Done, BatchMove.Next(batch, new BatchEvent.Told(false, false)).Step);
    }

    private static void CheckStep(Batch from, Batch to)
    {
        for (var i = 0; i < Users.Length; i++)
        {
            var (was, now) = (from.Users[i], to.Users[i]);
            if (was.Standing == Standing.Out) Assert.Equal((was.Outcome, was.Reason), (now.Outcome, now.Reason));

            // After the switch only forward; whoever leaves never goes on.
            if (was.Standing == Standing.Switched) Assert.True(now.Standing == Standing.Switched || (now.Standing == Standing.Out && now.Outcome == MoveOutcome.Moved));
            if (was.Standing == Standing.Leaving) Assert.True(now.Standing == Standing.Leaving || (now.Standing == Standing.Out && now.Outcome is MoveOutcome.Failed or MoveOutcome.Refused));
            if (now.Standing == Standing.Switched) Assert.True(to.Step is MoveStep.Release or MoveStep.Clear);
            if (now.Standing == Standing.Out && now.Outcome != MoveOutcome.Moved) Assert.False(string.IsNullOrEmpty(now.Reason));
        }

        if (to.ToUnassigned) Assert.True(to.Step is not (MoveStep.Copy or MoveStep.Verify) && !to.TargetTouched && !to.Follows);

        // What a step touches is journalled with it.
        if (to.Step == MoveStep.Mark) Assert.True(to.Marked);
        if (to.Step is MoveStep.Mark or MoveStep.Fence or MoveStep.Copy) Assert.True((to.SourceTouched || !to.SourceUp) && (to.TargetTouched || !to.TargetUp || to.ToUnassigned));
        if (to.Step is > MoveStep.Check and < MoveStep.Switch or MoveStep.Switch) Assert.True(to.Any(Standing.Going));
        if (to.IsSettled) Assert.All(to.Users, u => Assert.True(u.Standing == Standing.Out && u.Outcome != MoveOutcome.Pending));
        if (to.Step == MoveStep.Done) Assert.False(to.SourceOwed || to.TargetOwed);
    }

    private static Dictionary<string, (Batch Batch, HashSet<string> Nexts)> Explore(Batch start)
    {
        var found = new Dictionary<string, (Batch Batch, HashSet<string> Nexts)> { [Key(start)] = (start, []) };
        var open = new Stack<string>(found.Keys);
        while (open.TryPop(out var at))
        {
            var (batch, nexts) = found[at];
            if (batch.Step == MoveStep.Done) continue;
            foreach (var next in Events(batch).Select(e => BatchMove.Next(batch, e)).Append(BatchMove.Resume(batch)))
            {
                var key = Key(next);
                if (nexts.Add(key) && found.TryAdd(key, (next, []))) open.Push(key);
            }
        }

        return found;
    }

    private static IEnumerable<BatchEvent> Events(Batch batch)
    {
        bool[] both = [false, true];
        var leaves = Subsets().Select(s => s.ToDictionary(u => u, _ => Leave.Refused("For a reason."))).ToList();
        foreach (var happened in batch.Step switch
        {
            MoveStep.Check => from s in both from t in both from l in leaves where batch.Source is not null || !s select new BatchEvent.Checked(s, t, l),
            MoveStep.Mark => leaves.Select(l => new BatchEvent.Marked(l)),
            MoveStep.Fence => [new BatchEvent.Fenced([Users[0]])],
            MoveStep.Copy => leaves.Select(l => new BatchEvent.Copied(Users.ToDictionary(u => u, _ => "digest"), new Dictionary<SipAddress, IReadOnlyList<string>>(), l)),
            MoveStep.Verify => leaves.Select(l => new BatchEvent.Verified(l)),
            MoveStep.Switch => leaves.Select(BatchEvent (l) => new BatchEvent.Switched(l)).Concat(Subsets().Select(s => new BatchEvent.Recovered(s.ToHashSet()))),
            _ => from s in both from t in both select (BatchEvent)new BatchEvent.Told(s, t),
        }) yield return happened;
        yield return new BatchEvent.PoolLost(Source);
        yield return new BatchEvent.PoolLost(Target);
        yield return new BatchEvent.Hindered();
        yield return new BatchEvent.Faulted();
    }

    private static IEnumerable<SipAddress[]> Subsets() => [[], [Users[0]], [Users[1]], Users];

    private static BatchEvent Good(Batch batch) => batch.Step switch
    {
        MoveStep.Check => new BatchEvent.Checked(batch.Source is not null, true, BatchEvent.Nobody),
        MoveStep.Mark => new BatchEvent.Marked(BatchEvent.Nobody),
        MoveStep.Fence => new BatchEvent.Fenced(Users),
        MoveStep.Copy => new BatchEvent.Copied(Users.ToDictionary(u => u, _ => "digest"), new Dictionary<SipAddress, IReadOnlyList<string>>(), BatchEvent.Nobody),
        MoveStep.Verify => new BatchEvent.Verified(BatchEvent.Nobody),
        MoveStep.Switch => new BatchEvent.Switched(BatchEvent.Nobody),
        _ => new BatchEvent.Told(false, false),
    };

    private static Batch Reach(MoveStep step)
    {
        var batch = Start(Source, false);
        while (batch.Step != step) batch = BatchMove.Next(batch, Good(batch));
        return batch;
    }

    /// <summary>One restart is left to a forced batch: more would only multiply the same states.</summary>
    private static Batch Start(string? source, bool force, string target = Target) => Batch.New("m", 1, source, source, target, force, Users) with { Restarts = 2 };

    private static string Key(Batch batch) => BatchJson.Write(batch).State;
}
