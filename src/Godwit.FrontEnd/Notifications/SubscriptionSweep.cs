using Godwit.FrontEnd.Connections;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace Godwit.FrontEnd.Notifications;

/// <summary>
/// Ends subscriptions of standard clients that were not refreshed, and tells them so (RFC 6665 §4.2.2). Clients of this family find out by themselves: theirs
/// are dropped when they are met.
/// </summary>
public sealed partial class SubscriptionSweep(
    SubscriptionTable subscriptions, EndpointTable endpoints, Farewells farewells, OwnAddress own, OwnRequests requests, TimeProvider time, ILogger<SubscriptionSweep> log) : BackgroundService
{
    public static readonly TimeSpan Interval = TimeSpan.FromSeconds(15);

    public void Sweep()
    {
        var now = time.GetUtcNow();
        foreach (var subscription in subscriptions.Expired(now))
        {
            farewells.End(subscription);
            if (subscription.IsStandard && endpoints.Find(subscription.Endpoint) is { } live) subscription.NotifyNow(null, live.Connection, own, requests, now, active: false);
        }
    }

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        using var timer = new PeriodicTimer(Interval, time);
        while (await timer.WaitForNextTickAsync(stoppingToken))
        {
            try
            {
                Sweep();
            }
            catch (Exception e)
            {
                NotSwept(e);
            }
        }
    }

    [LoggerMessage(LogLevel.Warning, "Subscriptions that ran out could not be ended; they are dropped when they are met")]
    private partial void NotSwept(Exception e);
}
