using System.Collections.Immutable;
using Godwit.Pool.BackEnds;
using Godwit.Pool.Clients;
using Godwit.Pool.Users;

namespace Godwit.Moves;

/// <summary>
/// Door: a pool's back-end database, as a move needs it. A user's copy there is in one of three states: <em>homed</em>, <em>arriving</em>
/// (imported, not hers yet), <em>left</em> (an undo copy). Batches are about 100 users, one transaction each.
/// Every call may be repeated. Throws <see cref="BackEndUnavailableException"/> when out of reach.
/// </summary>
public interface IBackEnd
{
    /// <summary>One parcel per user, in order, whatever state her copy is in; a user without data gives that of <see cref="UserData.Empty"/>. With the clients seen here.</summary>
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

    /// <summary>Drops undo copies whose time is over, with the clients seen; how many.</summary>
    Task<int> DropExpired(DateTimeOffset now, CancellationToken cancel);

    /// <summary>
    /// Late data of users who live here already: becomes the homed copy, in one durable transaction, of each user who has no homed copy or one that holds
    /// nothing of her own (no contacts, groups, aces, members, publications or meetings; then her RichMode stays on if it is on). True = what she has here is the parcel's data,
    /// now or since before; false = she has data of her own, nothing was changed.
    /// </summary>
    Task<IReadOnlyList<bool>> Deliver(IReadOnlyList<UserParcel> parcels, CancellationToken cancel);

    /// <summary>What the copies hold, whatever state they are in; in order; <see cref="UserSurvey.Nothing"/> without a copy.</summary>
    Task<IReadOnlyList<UserSurvey>> Survey(IReadOnlyList<SipAddress> users, CancellationToken cancel);

    /// <summary>The clients that the users were seen with here, in order, whatever state their copies are in.</summary>
    Task<IReadOnlyList<ImmutableArray<SeenClient>>> Clients(IReadOnlyList<SipAddress> users, CancellationToken cancel);
}
