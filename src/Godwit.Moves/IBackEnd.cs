using System.Collections.Immutable;
using Godwit.Pool.BackEnds;
using Godwit.Pool.Clients;
using Godwit.Pool.Notices;
using Godwit.Pool.Pools;
using Godwit.Pool.Users;

namespace Godwit.Moves;

/// <summary>
/// Door: a pool's back-end database, as a move needs it. A user's copy there is in one of three states: <em>homed</em>, <em>arriving</em>
/// (imported, not hers yet), <em>left</em> (an undo copy). Batches are about 100 users, one transaction each.
/// Every call may be repeated. Throws <see cref="BackEndUnavailableException"/> when out of reach.
/// </summary>
public interface IBackEnd
{
    /// <summary>One parcel per user, in order, whatever state her copy is in; a user without data gives that of <see cref="UserData.Empty"/>. With the clients seen here. A list that can be disposed of need not be.</summary>
    Task<IReadOnlyList<UserParcel>> Export(IReadOnlyList<SipAddress> users, CancellationToken cancel);

    /// <summary>
    /// Writes the parcels as arriving copies in one durable transaction, replacing any copy that is not homed, and merges their clients. Throws
    /// <see cref="InvalidOperationException"/> on a homed copy.
    /// </summary>
    Task Import(IReadOnlyList<UserParcel> parcels, CancellationToken cancel);

    /// <summary>Digests of what the database holds now, read back from it, in order; null = no copy.</summary>
    Task<IReadOnlyList<ReadOnlyMemory<byte>?>> ReadBack(IReadOnlyList<SipAddress> users, CancellationToken cancel);

    /// <summary>Arriving or left → homed: the directory says that they live here. A user without a copy gets none.</summary>
    Task Settle(IReadOnlyList<SipAddress> users, CancellationToken cancel);

    /// <summary>Drops arriving copies; homed and left ones stay.</summary>
    Task Abandon(IReadOnlyList<SipAddress> users, CancellationToken cancel);

    /// <summary>Homed → left: kept as an undo copy until <paramref name="until"/>.</summary>
    Task Retire(IReadOnlyList<SipAddress> users, DateTimeOffset until, CancellationToken cancel);

    /// <summary>Drops the copies of these users, whatever state they are in, with the clients seen: only who knows that they are not needed any more may ask for it.</summary>
    Task Delete(IReadOnlyList<SipAddress> users, CancellationToken cancel);

    /// <summary>Drops undo copies whose time is over, with the clients seen; how many.</summary>
    Task<int> DropExpired(DateTimeOffset now, CancellationToken cancel);

    /// <summary>
    /// Late data of users who live here already: in one durable transaction it is merged with each one's homed copy, or becomes that when she has none; an arriving
    /// or left copy makes room. In order, what the merge had to say. Repeated, it changes nothing more.
    /// </summary>
    Task<IReadOnlyList<LateOutcome>> Deliver(IReadOnlyList<LateParcel> late, PoolLimits limits, CancellationToken cancel);

    /// <summary>Until when the users' undo copies are kept, in order; null without one.</summary>
    Task<IReadOnlyList<DateTimeOffset?>> LeftUntil(IReadOnlyList<SipAddress> users, CancellationToken cancel);

    /// <summary>
    /// As many users as asked for who are homed here and whose data has changed since it was last taken, each with her data as it is now. They count as changed until
    /// <see cref="ChangesTaken"/>; who changes after this counts as changed again.
    /// </summary>
    Task<IReadOnlyList<UserParcel>> TakeChanged(int most, CancellationToken cancel);

    /// <summary>What users of this pool are to be told in their clients; what is known by its id already stays as it is.</summary>
    Task PostNotices(IReadOnlyList<UserNotice> notices, CancellationToken cancel);

    /// <summary>What <see cref="TakeChanged"/> gave is in safety.</summary>
    Task ChangesTaken(CancellationToken cancel);

    /// <summary>Each parcel becomes its user's homed copy, in one durable transaction, whatever copy there was: an import into a user who lives here and is fenced. Her clients stay.</summary>
    Task Replace(IReadOnlyList<UserParcel> parcels, CancellationToken cancel);

    /// <summary>What the copies hold, whatever state they are in; in order; <see cref="UserSurvey.Nothing"/> without a copy.</summary>
    Task<IReadOnlyList<UserSurvey>> Survey(IReadOnlyList<SipAddress> users, CancellationToken cancel);

    /// <summary>The copies that are here, in order of address: at most so many after this one (null: from the first).</summary>
    Task<IReadOnlyList<UserCopy>> Copies(SipAddress? after, int most, CancellationToken cancel);

    /// <summary>The copies of these users, in any order; of who has none, none.</summary>
    Task<IReadOnlyList<UserCopy>> CopiesOf(IReadOnlyList<SipAddress> users, CancellationToken cancel);

    /// <summary>The clients that the users were seen with here as far as it is written, in order, whatever state their copies are in.</summary>
    Task<IReadOnlyList<ImmutableArray<SeenClient>>> Clients(IReadOnlyList<SipAddress> users, CancellationToken cancel);

    /// <summary>Who is on the contact list of each user, in order, whatever state her copy is in; contacts whose URI is no SIP address are left out. Some hundred users a call.</summary>
    Task<IReadOnlyList<ImmutableArray<SipAddress>>> ContactEdges(IReadOnlyList<SipAddress> users, CancellationToken cancel);
}
