using Godwit.Moves.Batches;
using Godwit.Moves.Journal;
using Godwit.Moves.Parcels;
using Godwit.Moves.Planning;
using Godwit.Pool.Pools;
using Godwit.Pool.Users;

namespace Godwit.Moves.Engine;

/// <summary>What each step of a batch does to the world. Every act may be repeated; none decides what comes next.</summary>
public sealed class BatchActs(
    HomeTruth truth, PoolCalls pools, Settlement settlement, Deliveries deliveries, ForcedCopy forced, ForcedNotices notices, UntidyBatches untidy, MoveOptions options, TimeProvider time)
{
    /// <summary>What can't be brought to the target, or has to be brought together later, is handed to <paramref name="put"/>, to be journalled with the switch.</summary>
    public Task<BatchEvent> Act(Batch batch, Action<PutAside> put, CancellationToken cancel) => batch.Step switch
    {
        MoveStep.Check => Check(batch, cancel),
        MoveStep.Mark => Mark(batch, cancel),
        MoveStep.Fence => Fence(batch, cancel),
        MoveStep.Copy => Copy(batch, put, cancel),
        MoveStep.Verify => Verify(batch, cancel),
        MoveStep.Switch => Switch(batch, cancel),
        MoveStep.Release => Release(batch, cancel),
        MoveStep.Clear => Clear(batch, cancel),
        MoveStep.Undo => Undo(batch, cancel),
        _ => throw new InvalidOperationException($"{batch.Step} has no act"),
    };

    /// <summary>After a crash in the switch: who lives at the target now?</summary>
    public async Task<BatchEvent> Recover(Batch batch, CancellationToken cancel)
    {
        await truth.CatchUp(cancel);
        return new BatchEvent.Recovered(batch.Standing(Standing.Going).Where(u => HomeTruth.Same(truth.HomeOf(u), batch.TargetHome)).ToHashSet());
    }

    private async Task<BatchEvent> Check(Batch batch, CancellationToken cancel)
    {
        var users = batch.Standing(Standing.Going);

        // What was put by for them in an earlier forced move comes first: then this move carries it on. So does what the pools have not been told of
        // an earlier move: an old copy at the target would be in the way.
        var open = await deliveries.DeliverTo(users, cancel);
        foreach (var pool in new[] { batch.Source, batch.TargetHome }.OfType<string>()) await settlement.Settle(pool, untidy.OwedBy(pool, users), cancel);
        var sourceUp = batch.Source is { } source && await pools.IsUp(source, cancel);
        var targetUp = batch.ToUnassigned || await pools.IsUp(batch.Target, cancel);
        await truth.CatchUp(cancel);
        var leaves = new Dictionary<SipAddress, Leave>();
        foreach (var address in users)
            if (truth.View.Find(address) is not { } user) leaves[address] = Leave.Refused(RefusalText.UnknownUser(address));
            else if (!HomeTruth.Same(user.HomePool, batch.Home)) leaves[address] = Leave.Refused(RefusalText.ChangedUnderneath());
            else if (targetUp && open.Any(d => d.User == address && d.State == DeliveryState.AtSource && HomeTruth.Same(d.FromPool, batch.Target))) leaves[address] = Leave.Failed(MoveFailure.DataInTheWay(batch.Target));
            else if (!user.Enabled) leaves[address] = Leave.Refused(RefusalText.NotEnabled(address));
        return new BatchEvent.Checked(sourceUp, targetUp, leaves) { At = time.GetUtcNow() };
    }

    private async Task<BatchEvent> Mark(Batch batch, CancellationToken cancel)
    {
        // A mark that an older, interrupted move left is taken over: the swap expects it.
        var changes = batch.Standing(Standing.Going).Select(u => new HomeChange(u, batch.Home, truth.View.Find(u)?.TargetPool, batch.Home, batch.TargetHome));
        return new BatchEvent.Marked(Changed(await truth.Apply([.. changes], cancel)));
    }

    private async Task<BatchEvent> Fence(Batch batch, CancellationToken cancel) =>
        new BatchEvent.Fenced((await pools.Ask(batch.Source!, (link, token) => link.Fence(batch.Standing(Standing.Going), token), cancel)).ToHashSet());

    private async Task<BatchEvent> Copy(Batch batch, Action<PutAside> put, CancellationToken cancel)
    {
        put(PutAside.Nothing);
        if (!batch.SourceUp) return await forced.Give(batch, Facts(batch.Target, batch.TargetUp), put, cancel);
        var leaves = await Survey(batch, cancel);
        var users = batch.Standing(Standing.Going).RemoveAll(leaves.ContainsKey);
        var parcels = users.IsEmpty ? [] : await pools.Ask(batch.Source!, (link, token) => link.BackEnd.Export(users, token), cancel);
        if (!batch.TargetUp) await forced.PutBy(batch, parcels, put, cancel);
        else if (parcels.Count > 0) await pools.Tell(batch.Target, (link, token) => link.BackEnd.Import(parcels, token), cancel);
        var missing = batch.TargetUp ? new Dictionary<SipAddress, IReadOnlyList<string>>() : ForcedCopy.Missing(parcels);
        var copied = new BatchEvent.Copied(parcels.ToDictionary(p => p.User, p => Convert.ToBase64String(p.Digest.Span)), missing, leaves)
        {
            Data = parcels.ToDictionary(p => p.User, ParcelDigests.Of),
        };
        // The target has them, and nobody else was given any.
        if (batch.TargetUp) (parcels as IDisposable)?.Dispose();
        return copied;
    }

    /// <summary>Under the fence: whom the target can't take.</summary>
    private async Task<Dictionary<SipAddress, Leave>> Survey(Batch batch, CancellationToken cancel)
    {
        var leaves = new Dictionary<SipAddress, Leave>();
        var (source, target) = (Facts(batch.Source!, batch.SourceUp), Facts(batch.Target, batch.TargetUp));
        if (!MovePlanner.NeedsSurvey(source, target)) return leaves;
        var users = batch.Standing(Standing.Going);
        var surveys = await pools.Ask(source.Fqdn, (link, token) => link.BackEnd.Survey(users, token), cancel);
        foreach (var (user, survey) in users.Zip(surveys))
            if (MovePlanner.CheckData(survey, target) is { } refused) leaves[user] = Leave.Refused(refused.Reason);
        return leaves;
    }

    private async Task<BatchEvent> Verify(Batch batch, CancellationToken cancel)
    {
        var going = batch.Users.Where(u => u.Standing == Standing.Going).ToList();
        var digests = await pools.Ask(batch.Target, (link, token) => link.BackEnd.ReadBack([.. going.Select(u => u.Address)], token), cancel);
        var leaves = going.Where((u, i) => digests[i] is not { } digest || Convert.ToBase64String(digest.Span) != u.Digest)
            .ToDictionary(u => u.Address, _ => MoveFailure.NotTheSame(batch.Target));
        List<SipAddress> signedIn = [.. going.Where(u => u.SignedIn && !leaves.ContainsKey(u.Address)).Select(u => u.Address)];
        if (signedIn.Count > 0) await pools.Tell(batch.Target, (link, token) => link.Expect(signedIn, options.ArrivalWait, token), cancel);
        return new BatchEvent.Verified(leaves);
    }

    private async Task<BatchEvent> Switch(Batch batch, CancellationToken cancel) => new BatchEvent.Switched(Changed(await truth.Apply(
        [.. batch.Standing(Standing.Going).Select(u => new HomeChange(u, batch.Home, batch.TargetHome, batch.TargetHome, null))], cancel)));

    private async Task<BatchEvent> Release(Batch batch, CancellationToken cancel)
    {
        var users = batch.Standing(Standing.Switched);

        // Her copy at the target is complete and may be read there: nothing keeps the source from letting go, and her endpoints from arriving.
        // Only what lay there before (an undo copy) has to be made hers first, unless an earlier forced move put newer data by.
        await truth.CatchUp(cancel);
        if (batch is { TargetUp: true, SourceUp: false, ToUnassigned: false }) await deliveries.DeliverTo(users, cancel);
        var settled = batch.ToUnassigned || (batch.TargetUp && (batch.SourceUp || await Settle(batch, users, cancel)));
        if (settled && !batch.ToUnassigned && notices.Moved(batch) is { Count: > 0 } told) settled = await settlement.Try(batch.Target, (link, token) => link.BackEnd.PostNotices(told, token), cancel);
        var released = !batch.SourceUp || await settlement.Try(batch.Source!, (link, token) => link.Release(users, batch.TargetHome, token), cancel);
        return new BatchEvent.Told(!released, !settled);
    }

    private async Task<BatchEvent> Clear(Batch batch, CancellationToken cancel)
    {
        if (batch.ToUnassigned) return new BatchEvent.Told(false, false);
        var users = batch.Standing(Standing.Switched);
        var until = time.GetUtcNow() + options.UndoWindow;
        var settled = batch.TargetOwed || !batch.SourceUp ? Task.FromResult(true) : Settle(batch, users, cancel);
        var cleared = !batch.SourceUp ? Task.FromResult(true)
            : batch.SourceOwed ? Task.FromResult(false)
            : settlement.Try(batch.Source!, (link, token) => link.BackEnd.Retire(users, until, token), cancel);
        return new BatchEvent.Told(!await cleared, !await settled);
    }

    private Task<bool> Settle(Batch batch, IReadOnlyList<SipAddress> users, CancellationToken cancel) =>
        settlement.Try(batch.Target, (link, token) => link.BackEnd.Settle(users, token), cancel);

    private async Task<BatchEvent> Undo(Batch batch, CancellationToken cancel)
    {
        var users = batch.Standing(Standing.Leaving);

        // Service first: the source lets them go on, then the rest.
        var source = !batch.SourceTouched || await settlement.Settle(batch.Source!, users, cancel);
        if (batch.Marked) await truth.Apply([.. users.Select(u => new HomeChange(u, batch.Home, batch.TargetHome, batch.Home, null))], cancel);
        var target = !batch.TargetTouched || await settlement.Settle(batch.Target, users, cancel);
        return new BatchEvent.Told(!source, !target);
    }

    private PoolFacts Facts(string fqdn, bool up) => new(fqdn, truth.View.FindPool(fqdn), up, pools.Find(fqdn)?.Limits ?? new PoolLimits());

    private static Dictionary<SipAddress, Leave> Changed(IEnumerable<SipAddress> users) =>
        users.ToDictionary(u => u, _ => Leave.Refused(RefusalText.ChangedUnderneath()));
}
