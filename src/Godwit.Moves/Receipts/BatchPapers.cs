using Godwit.Moves.Batches;
using Godwit.Pool.Users;
using Godwit.Receipts;

namespace Godwit.Moves.Receipts;

/// <summary>What the receipts of a batch will say, gathered as the batch goes from step to step.</summary>
public sealed class BatchPapers
{
    private readonly Dictionary<string, Receipt> _drafts = [];
    private ReceiptTimes _times = ReceiptTimes.None;
    private BatchEvent.Copied? _copied;

    /// <param name="drafts">As an earlier process journalled them before the switch.</param>
    public static BatchPapers Of(IEnumerable<Receipt> drafts)
    {
        var papers = new BatchPapers();
        foreach (var draft in drafts) papers._drafts[draft.User.Address] = draft;
        return papers;
    }

    public void Note(Batch batch, BatchEvent happened, DateTimeOffset now)
    {
        switch (happened)
        {
            case BatchEvent.Checked:
                (_times, _copied) = (ReceiptTimes.None, null);
                break;
            case BatchEvent.Fenced:
                _times = _times with { Fenced = now };
                break;
            case BatchEvent.Copied copied:
                (_times, _copied) = (_times with { Copied = batch.SourceUp ? now : null }, copied);
                break;
            case BatchEvent.Verified:
                _times = _times with { Verified = now };
                break;
            case BatchEvent.Switched or BatchEvent.Recovered:
                foreach (var (address, draft) in _drafts) _drafts[address] = draft with { Times = draft.Times with { Switched = draft.Times.Switched ?? now } };
                break;
        }
    }

    /// <summary>Of those who are about to switch: all but the time of it. What the target holds was compared with what left the source, so it is the same.</summary>
    public IReadOnlyList<Receipt> Draft(Batch batch, MoveHead head)
    {
        var move = new ReceiptMove(head.Id, head.RequestedBy, head.Force, head.StartedAt);
        var (from, data) = (batch.Source ?? "", batch.Source is null || batch.ToUnassigned ? ReceiptOutcome.None : batch.DataFollows ? ReceiptOutcome.Follows : ReceiptOutcome.Complete);
        _drafts.Clear();
        foreach (var user in batch.Users.Where(u => u.Standing == Standing.Going))
        {
            var source = _copied?.Data.GetValueOrDefault(user.Address);
            _drafts[user.Address.Value] = new Receipt(
                move, new ReceiptUser(user.Address.Value, from, batch.Target), _times, source, data == ReceiptOutcome.Complete ? source : null, new ReceiptOutcome(data, user.Lost.IsDefault ? [] : user.Lost));
        }
        return [.. _drafts.Values];
    }

    /// <summary>Of those who were moved; nothing of a user whose draft is older than receipts.</summary>
    public IReadOnlyList<Receipt> Of(IEnumerable<SipAddress> moved) => [.. moved.Select(u => _drafts.GetValueOrDefault(u.Value)).OfType<Receipt>()];
}
