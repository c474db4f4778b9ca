using Godwit.Pool.BackEnds;
using Godwit.Pool.Users;

namespace Godwit.Pool.Notices;

/// <summary>Door: what a pool's users are still to be told. Throws <see cref="BackEndUnavailableException"/> when the back end is out of reach.</summary>
public interface INoticeStore
{
    /// <summary>Not told yet, by address and then by age, of users behind <paramref name="after"/>; users without data here, too.</summary>
    Task<IReadOnlyList<UserNotice>> Pending(SipAddress? after, int most, CancellationToken cancel);

    /// <summary>Durable when the task completes.</summary>
    Task Told(UserNotice notice, DateTimeOffset at, CancellationToken cancel);
}
