using Godwit.Pool.Users;

namespace Godwit.Moves.Plans;

/// <summary>Door: saved plans. Every write is one durable transaction when its task completes; plans are written and read in parts, never whole.</summary>
public interface IPlanStore
{
    /// <summary>A new plan that nobody sees before <see cref="Finish"/>.</summary>
    Task Begin(PlanHead plan, CancellationToken cancel);

    Task Append(string planId, IReadOnlyList<PlanEntry> entries, CancellationToken cancel);

    /// <param name="order">Numbers of all its users in the order in which they go.</param>
    Task Finish(string planId, IReadOnlyList<int> order, Outlook outlook, int batchSize, CancellationToken cancel);

    /// <summary>Plans that were begun and never finished, by a process that died.</summary>
    Task DropUnfinished(CancellationToken cancel);

    /// <summary>Newest first, without outlooks.</summary>
    Task<IReadOnlyList<PlanSummary>> List(CancellationToken cancel);

    Task<PlanSummary?> Find(string planId, CancellationToken cancel);

    Task<IReadOnlyList<PlanEntry>> Read(string planId, PlanPage page, CancellationToken cancel);

    /// <summary>Those of the users whom the plan does not have.</summary>
    Task<IReadOnlyList<SipAddress>> Missing(string planId, IReadOnlyCollection<SipAddress> users, CancellationToken cancel);

    Task Exclude(string planId, IReadOnlyCollection<SipAddress> users, bool excluded, int batchSize, DateTimeOffset at, CancellationToken cancel);

    /// <summary>These come before all others, in this order.</summary>
    Task PutFirst(string planId, IReadOnlyList<SipAddress> users, int batchSize, DateTimeOffset at, CancellationToken cancel);

    Task Rename(string planId, string name, DateTimeOffset at, CancellationToken cancel);

    Task Ran(string planId, string moveId, DateTimeOffset at, CancellationToken cancel);

    Task Delete(string planId, CancellationToken cancel);
}
