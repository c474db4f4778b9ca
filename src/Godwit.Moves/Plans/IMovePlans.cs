using Godwit.Pool.Users;

namespace Godwit.Moves.Plans;

/// <summary>Plans of moves as their faces see them. Implemented by <see cref="MovePlans"/>.</summary>
public interface IMovePlans
{
    /// <summary>Forgets what an earlier process had not finished making. Call it once, before anything else.</summary>
    Task Resume(CancellationToken cancel);

    /// <summary>What would happen, in the order of the request; nothing is saved.</summary>
    Task<(IReadOnlyList<PlanEntry> Users, Outlook Outlook)> DryRun(MoveRequest request, CancellationToken cancel);

    /// <summary>Makes and saves a plan; its id.</summary>
    Task<string> Make(MoveRequest request, string name, CancellationToken cancel);

    Task<IReadOnlyList<PlanSummary>> List(CancellationToken cancel);

    Task<PlanSummary?> Find(string id, CancellationToken cancel);

    Task<IReadOnlyList<PlanEntry>> Read(string id, PlanPage page, CancellationToken cancel);

    /// <summary>Those of the users whom the plan does not have.</summary>
    Task<IReadOnlyList<SipAddress>> Missing(string id, IReadOnlyCollection<SipAddress> users, CancellationToken cancel);

    Task Exclude(string id, IReadOnlyCollection<SipAddress> users, bool excluded, CancellationToken cancel);

    Task PutFirst(string id, IReadOnlyList<SipAddress> users, CancellationToken cancel);

    Task Rename(string id, string name, CancellationToken cancel);

    Task Delete(string id, CancellationToken cancel);

    /// <summary>Asks the planner again and starts the move of everybody who is not excluded, in the plan's order.</summary>
    /// <param name="terms">Makes the request of the users; how the move is to run is the caller's to say.</param>
    Task<PlanRun> Run(string id, Func<IReadOnlyList<SipAddress>, MoveRequest> terms, CancellationToken cancel);
}

/// <summary>A plan that was run.</summary>
/// <param name="Differences">Users for whom it stands otherwise than when the plan was made.</param>
/// <param name="Named">Some of them, with what is different.</param>
public sealed record PlanRun(string MoveId, int Differences, IReadOnlyList<(SipAddress User, string What)> Named);
