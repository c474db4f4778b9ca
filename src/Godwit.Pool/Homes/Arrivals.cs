using System.Collections.Concurrent;
using Godwit.Pool.Users;

namespace Godwit.Pool.Homes;

/// <summary>Users whose endpoints are on their way from another pool, each until she signs in or her time is up.</summary>
internal sealed class Arrivals(TimeProvider time)
{
    /// <summary>Clients that were cut off come back after 8 to 60 s (protocol §3); until then nobody is told that their user is offline.</summary>
    private static readonly TimeSpan Settling = TimeSpan.FromSeconds(60);

    private readonly ConcurrentDictionary<SipAddress, Arrival> _expected = new();
    private readonly ConcurrentDictionary<SipAddress, DateTimeOffset> _settling = new();

    public void Expect(IReadOnlyList<SipAddress> users, TimeSpan within)
    {
        // One timer for the batch. It ends exactly what it began: a later Expect of the same user is another arrival.
        var batch = new Batch { SettledAt = time.GetUtcNow() + within + Settling };
        foreach (var user in users)
        {
            _settling[user] = batch.SettledAt;
            var arrival = new Arrival();
            batch.Arrivals.Add((user, arrival));
            _expected.AddOrUpdate(user, arrival, (_, before) =>
            {
                arrival.Before = before;
                return arrival;
            });
        }

        batch.Timer = time.CreateTimer(_ => End(batch), null, within, Timeout.InfiniteTimeSpan);
    }

    public bool IsExpected(SipAddress user, out Task arrival)
    {
        arrival = Task.CompletedTask;
        if (_expected.IsEmpty || !_expected.TryGetValue(user, out var found)) return false;
        arrival = found.Task;
        return true;
    }

    public void End(SipAddress user)
    {
        if (!_expected.IsEmpty && _expected.TryRemove(user, out var arrival)) arrival.End();
    }

    public DateTimeOffset? SettlesAt(SipAddress user) => !_settling.IsEmpty && _settling.TryGetValue(user, out var at) ? at : null;

    /// <summary>She is moved on: nothing of her is expected here any more.</summary>
    public void Leave(SipAddress user)
    {
        _settling.TryRemove(user, out _);
        End(user);
    }

    private void End(Batch batch)
    {
        if (time.GetUtcNow() >= batch.SettledAt)
        {
            foreach (var (user, _) in batch.Arrivals) _settling.TryRemove(KeyValuePair.Create(user, batch.SettledAt));
            batch.Timer?.Dispose();
            return;
        }

        foreach (var (user, arrival) in batch.Arrivals)
        {
            _expected.TryRemove(KeyValuePair.Create(user, arrival));
            arrival.End();
        }

        batch.Timer?.Change(batch.SettledAt - time.GetUtcNow(), Timeout.InfiniteTimeSpan);
    }

    private sealed class Batch
    {
        public DateTimeOffset SettledAt;
        public readonly List<(SipAddress, Arrival)> Arrivals = [];
        public ITimer? Timer;
    }

    private sealed class Arrival
    {
        private readonly TaskCompletionSource _done = new(TaskCreationOptions.RunContinuationsAsynchronously);

        /// <summary>What this one took the place of: who waits for it is freed with it.</summary>
        public Arrival? Before;

        public Task Task => _done.Task;

        public void End()
        {
            _done.TrySetResult();
            Before?.End();
        }
    }
}
