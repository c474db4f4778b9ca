using Godwit.Pool.BackEnds;
using Godwit.Pool.Users;

namespace Godwit.Moves;

/// <summary>
/// Door: a pool's back-end database, as a move needs it. A user's copy there is in one of three states: <em>homed</em>, <em>arriving</em>
/// (imported, not hers yet), <em>left</em> (an undo copy). Batches are about 100 users, one transaction each.
/// Every call may be repeated. Throws <see cref="BackEndUnavailableException"/> when out of reach.
/// </summary>
public interface IBackEnd
{
    /// <summary>One parcel per user, in order, whatever state her copy is in; a user without data gives that of <see cref="UserData.Empty"/>.</summary>
    Task<IReadOnlyList<UserParcel>> Export(IReadOnlyList<SipAddress> users, CancellationToken cancel);

    /// <summary>Writes the parcels as arriving copies in one durable transaction, replacing any copy that is not homed. Throws on a homed copy.</summary>
    Task Import(IReadOnlyList<UserParcel> parcels, CancellationToken cancel);

    /// <summary>Digests of what the database holds now, read back from it, in order; null = no copy.</summary>
    Task<IReadOnlyList<ReadOnlyMemory<byte>?>> ReadBack(IReadOnlyList<SipAddress> users, CancellationToken cancel);

    /// <summary>Arriving or left → homed: the directory says that they live here.</summary>
    Task Settle(IReadOnlyList<SipAddress> users, CancellationToken cancel);

    /// <summary>Drops arriving copies; homed and left ones stay.</summary>
    Task Abandon(IReadOnlyList<SipAddress> users, CancellationToken cancel);

    /// <summary>Homed → left: kept as an undo copy until <paramref name="until"/>.</summary>
    Task Retire(IReadOnlyList<SipAddress> users, DateTimeOffset until, CancellationToken cancel);

    /// <summary>Drops undo copies whose time is over; how many.</summary>
    Task<int> DropExpired(DateTimeOffset now, CancellationToken cancel);

    /// <summary>How many of each kind of item a user's copy holds, for reports: contacts, groups, aces, members, publications, meetings.</summary>
    Task<IReadOnlyDictionary<string, int>> Count(SipAddress user, CancellationToken cancel);
}
