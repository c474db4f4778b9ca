using System.Collections.Concurrent;
using Godwit.Pool.Users;

namespace Godwit.Pool.Homes;

/// <summary>Users whose endpoints are on their way from another pool, each until she signs in or her time is up.</summary>
internal sealed class Arrivals(TimeProvider time)
{
    private readonly ConcurrentDictionary<SipAddress, Arrival> _expected = new();

    public void Expect(IReadOnlyList<SipAddress> users, TimeSpan within)
    {
        // One timer for the batch. It ends exactly what it began: a later Expect of the same user is another arrival.
        var batch = new Batch();
        foreach (var user in users)
        {
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

    private void End(Batch batch)
    {
        foreach (var (user, arrival) in batch.Arrivals)
        {
            _expected.TryRemove(KeyValuePair.Create(user, arrival));
            arrival.End();
        }

        batch.Timer?.Dispose();
    }

    private sealed class Batch
    {
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
