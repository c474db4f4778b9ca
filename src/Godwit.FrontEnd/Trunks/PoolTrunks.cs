using System.Collections.Concurrent;
using Godwit.FrontEnd.Connections;
using Godwit.FrontEnd.Relay;

namespace Godwit.FrontEnd.Trunks;

/// <summary>
/// One lasting connection to each pool that something was sent to, opened when it is needed, opened again when it was lost. A pool that could
/// not be reached is not tried again for a moment: its users' requests fail fast.
/// </summary>
public sealed class PoolTrunks(ITrunkDialer dialer, Heartbeat heartbeat) : IPoolTrunks
{
    private const long RetryAfter = 1_000;

    private readonly ConcurrentDictionary<string, Trunk> _trunks = new(StringComparer.OrdinalIgnoreCase);

    public ValueTask<ISipConnection?> To(string fqdn, CancellationToken cancel)
    {
        var trunk = _trunks.GetOrAdd(fqdn, static _ => new Trunk());
        lock (trunk)
        {
            if (trunk.Connection is { IsOpen: true } open) return new(open);
            if (trunk.Dialing is { } dialing) return new(dialing.WaitAsync(cancel));
            if (trunk.FailedAt is { } failed && heartbeat.Now - failed < RetryAfter) return default;
            trunk.Dialing = Dial(fqdn, trunk);
            // It may have ended before it was even noted.
            return new((trunk.Dialing ?? Task.FromResult(trunk.Connection)).WaitAsync(cancel));
        }
    }

    /// <summary>One for all who wait: it goes on when the first of them gives up.</summary>
    private async Task<ISipConnection?> Dial(string fqdn, Trunk trunk)
    {
        await Task.Yield();
        ISipConnection? connection = null;
        try
        {
            return connection = await dialer.Dial(fqdn, CancellationToken.None);
        }
        finally
        {
            lock (trunk)
            {
                trunk.Connection = connection;
                trunk.FailedAt = connection is null ? heartbeat.Now : null;
                trunk.Dialing = null;
            }
        }
    }

    private sealed class Trunk
    {
        public ISipConnection? Connection { get; set; }

        public Task<ISipConnection?>? Dialing { get; set; }

        public long? FailedAt { get; set; }
    }
}
