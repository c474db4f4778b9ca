using Godwit.Pool.Users;

namespace Godwit.Pool.Homes;

/// <summary>
/// One pool's gate before sign-ins and before writes to its users' data; reads go past it. Closed (fenced) only by the move engine, by way of the pool's
/// link: for users who leave this pool, from before they are copied until the directory has switched them; and for users whose late data, left behind by a
/// forced move, is fetched from here or put in here. A user who arrives is not fenced: no home writes here before the directory says that she lives here. Fenced: writes in flight end,
/// new ones wait until the gate opens (she stays: go on) or she is gone (released: <see cref="MovedException"/>). Also knows whose endpoints are about
/// to come over. One per pool, living as long as the process: fences outlast an outage of the pool, and end with the process, which is why a move
/// that is resumed fences again. Safe to call from any thread, no lock is held over an await.
/// </summary>
public sealed class HomeGate(TimeProvider time)
{
    private readonly GateStripe[] _stripes = GateStripe.Many(64);
    private readonly Arrivals _arrivals = new(time);

    /// <summary>
    /// Waits while the user is fenced; the caller disposes the pass once, at the end of its write, and enters no other user's gate meanwhile.
    /// While she is not fenced this does not wait, and as a rule allocates nothing.
    /// </summary>
    public ValueTask<IDisposable> Enter(SipAddress user) =>
        StripeOf(user).TryEnter(user, out var opened) is { } pass ? new ValueTask<IDisposable>(pass) : Wait(user, opened!);

    /// <summary>
    /// Fences the users and waits for the writes that are under way. Idempotent. When cancelled, the fence stands all the same:
    /// the caller opens or releases it.
    /// </summary>
    public async Task Fence(IReadOnlyList<SipAddress> users, CancellationToken cancel)
    {
        var drained = new List<Task>();
        foreach (var user in users)
            if (StripeOf(user).Fence(user) is { } task) drained.Add(task);
        if (drained.Count > 0) await Task.WhenAll(drained).WaitAsync(cancel);
    }

    public bool IsFenced(SipAddress user) => StripeOf(user).IsFenced(user);

    /// <summary>Opens the gate; the users are still at home. Idempotent.</summary>
    public void Open(IReadOnlyList<SipAddress> users) => End(users, moved: false);

    /// <summary>
    /// Opens the gate towards elsewhere: those who waited get <see cref="MovedException"/>. Whoever comes later is told by the directory, so
    /// <see cref="UserReplicator.CatchUp"/> comes first. Nobody waits here any longer for endpoints of hers that had not come yet: she may be
    /// moved on before they do. Idempotent.
    /// </summary>
    public void Release(IReadOnlyList<SipAddress> users)
    {
        End(users, moved: true);
        foreach (var user in users) _arrivals.Leave(user);
    }

    /// <summary>The users' endpoints are on their way here: whoever wants to reach them waits for at most <paramref name="within"/>.</summary>
    public void Expect(IReadOnlyList<SipAddress> users, TimeSpan within) => _arrivals.Expect(users, within);

    /// <summary>True while somebody should wait for this user's endpoints; the task ends when she signs in or the time is up.</summary>
    public bool IsExpected(SipAddress user, out Task arrival) => _arrivals.IsExpected(user, out arrival);

    /// <summary>Until when this user counts as just moved here: her clients come back in their own time. Null: she is none of those.</summary>
    public DateTimeOffset? SettlesAt(SipAddress user) => _arrivals.SettlesAt(user);

    public void Arrived(SipAddress user) => _arrivals.End(user);

    private async ValueTask<IDisposable> Wait(SipAddress user, Task<bool> opened)
    {
        while (true)
        {
            if (await opened) throw new MovedException();
            // Fenced again before this waiter came to run: it waits for that one, too.
            if (StripeOf(user).TryEnter(user, out var next) is { } pass) return pass;
            opened = next!;
        }
    }

    private void End(IReadOnlyList<SipAddress> users, bool moved)
    {
        foreach (var user in users) StripeOf(user).Open(user, moved);
    }

    private GateStripe StripeOf(SipAddress user) => _stripes[user.GetHashCode() & (_stripes.Length - 1)];
}
