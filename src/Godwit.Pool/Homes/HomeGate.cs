using Godwit.Pool.Users;

namespace Godwit.Pool.Homes;

/// <summary>
/// One pool's gate before writes to its users' data. A move closes it for her users (fence): writes in flight end, new ones wait
/// until the gate opens (undone: go on) or the user is gone (released: <see cref="MovedException"/>). Also knows whose endpoints are
/// about to come over. One per pool and process.
/// </summary>
public sealed class HomeGate(TimeProvider time)
{
    /// <summary>Waits while the user is fenced; the caller holds the pass for the length of its write.</summary>
    public ValueTask<IDisposable> Enter(SipAddress user) => throw new NotImplementedException();

    /// <summary>Fences the users and waits for the writes that are under way. Idempotent.</summary>
    public Task Fence(IReadOnlyList<SipAddress> users, CancellationToken cancel) => throw new NotImplementedException();

    /// <summary>Opens the gate; the users are still at home. Idempotent.</summary>
    public void Open(IReadOnlyList<SipAddress> users) => throw new NotImplementedException();

    /// <summary>Opens the gate towards elsewhere: those who waited get <see cref="MovedException"/>.</summary>
    public void Release(IReadOnlyList<SipAddress> users) => throw new NotImplementedException();

    /// <summary>The users' endpoints are on their way here: whoever wants to reach them waits for at most <paramref name="within"/>.</summary>
    public void Expect(IReadOnlyList<SipAddress> users, TimeSpan within) => _ = time;

    /// <summary>True while somebody should wait for this user's endpoints; the task ends when she signs in or the time is up.</summary>
    public bool IsExpected(SipAddress user, out Task arrival) => throw new NotImplementedException();

    public void Arrived(SipAddress user) => throw new NotImplementedException();
}
