using Godwit.Pool.BackEnds;
using Godwit.Pool.Users;

namespace Godwit.Pool.Clients;

/// <summary>Door: the clients that a pool's back end remembers of its users. Throws <see cref="BackEndUnavailableException"/> when it is out of reach.</summary>
public interface ISeenClientStore
{
    /// <summary>Remembers each, or that it was seen later than is known; keeps the <see cref="SeenClient.MostOfOneUser"/> seen last of each user.</summary>
    Task Put(IReadOnlyList<(SipAddress User, SeenClient Client)> seen, CancellationToken cancel);

    /// <summary>Everything, also of users who are homed elsewhere by now: whoever asks looks into the directory.</summary>
    Task<IReadOnlyList<(SipAddress User, SeenClient Client)>> All(CancellationToken cancel);
}
