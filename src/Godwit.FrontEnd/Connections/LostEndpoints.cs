using Godwit.Pool.BackEnds;
using Godwit.Pool.Homes;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Orleans;

namespace Godwit.FrontEnd.Connections;

/// <summary>
/// The end of a connection is the sign-out of those who signed in over it (COMPAT: SIPE's last REGISTER seldom arrives), unless they have signed in again
/// over another one. Also drops registrations that ran out.
/// </summary>
public sealed partial class LostEndpoints(
    ConnectionTable connections, EndpointTable endpoints, Heartbeat heartbeat, IRegistrar registrar, IGrainFactory grains, TimeProvider time, ILogger<LostEndpoints> log) : IHostedService, IBeating
{
    private const long Sweep = 30_000;

    private long _nextSweep = Sweep;

    public Task StartAsync(CancellationToken cancellationToken)
    {
        connections.Ended += OnEnded;
        heartbeat.Add(this);
        return Task.CompletedTask;
    }

    public Task StopAsync(CancellationToken cancellationToken)
    {
        connections.Ended -= OnEnded;
        heartbeat.Remove(this);
        return Task.CompletedTask;
    }

    public void Beat(long now)
    {
        if (now < _nextSweep) return;
        _nextSweep = now + Sweep;
        endpoints.RemoveExpired(time.GetUtcNow());
    }

    private void OnEnded(ISipConnection connection, ConnectionEnd why)
    {
        foreach (var lost in endpoints.RemoveAll(connection))
            if (!registrar.TrySignOut(lost.Endpoint.Key, connection.Id)) _ = SignOut(lost.Endpoint.Key, connection.Id);
    }

    private async Task SignOut(EndpointKey endpoint, string connection)
    {
        try
        {
            await grains.GetGrain<IHomeGrain>(endpoint.User.Value).SignOut(endpoint, connection);
        }
        catch (MovedException)
        {
            // Her old home has let go of her, with all her endpoints.
        }
        catch (BackEndUnavailableException)
        {
            // The home forgets the registration when it expires.
        }
        catch (Exception e)
        {
            LogSignOutFailed(log, e, endpoint.User.Value);
        }
    }

    [LoggerMessage(10, LogLevel.Warning, "{User} could not be signed out after her connection was lost; her registration will expire")]
    private static partial void LogSignOutFailed(ILogger log, Exception exception, string user);
}
