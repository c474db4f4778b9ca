using System.Threading.Channels;
using Godwit.FrontEnd.Connections;
using Godwit.Pool.Homes;
using Godwit.Pool.Users;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace Godwit.FrontEnd.Notifications;

/// <summary>What an endpoint leaves behind when it is signed out, for whatever reason: its subscriptions end, and those it watched are told.</summary>
public sealed partial class Farewells(
    EndpointTable endpoints, SubscriptionTable subscriptions, PublicationTable publications, IPresenceRoute presence, ILogger<Farewells> log) : BackgroundService
{
    private readonly Channel<(EndpointKey Watcher, SipAddress Watched)> _gone =
        Channel.CreateUnbounded<(EndpointKey, SipAddress)>(new UnboundedChannelOptions { SingleReader = true });

    public override Task StartAsync(CancellationToken cancellationToken)
    {
        endpoints.Removed += OnRemoved;
        return base.StartAsync(cancellationToken);
    }

    public override Task StopAsync(CancellationToken cancellationToken)
    {
        endpoints.Removed -= OnRemoved;
        return base.StopAsync(cancellationToken);
    }

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        await foreach (var (watcher, watched) in _gone.Reader.ReadAllAsync(stoppingToken))
        {
            // She may be back already and watch the same people again.
            if (subscriptions.FindWatching(watcher, watched) is not null) continue;
            try
            {
                await presence.Unwatch(watched, watcher, stoppingToken);
            }
            catch (Exception e) when (!stoppingToken.IsCancellationRequested)
            {
                NotUnwatched(e, watched);
            }
        }
    }

    /// <summary>A subscription is over: whom it watched is watched no more.</summary>
    public void End(Subscription subscription)
    {
        foreach (var watched in subscriptions.Remove(subscription)) _gone.Writer.TryWrite((subscription.Endpoint, watched));
    }

    private void OnRemoved(LiveEndpoint live)
    {
        publications.Remove(live.Endpoint.Key);
        foreach (var watched in subscriptions.RemoveAll(live.Endpoint.Key)) _gone.Writer.TryWrite((live.Endpoint.Key, watched));
    }

    [LoggerMessage(LogLevel.Warning, "A watch of {User} could not be ended; it runs out by itself")]
    private partial void NotUnwatched(Exception e, SipAddress user);
}
