using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace Godwit.FrontEnd.Notifications;

/// <summary>Takes back publications that were not refreshed in time (RFC 3903 §6).</summary>
public sealed partial class PublicationSweep(PublicationTable publications, TimeProvider time, ILogger<PublicationSweep> log) : BackgroundService
{
    public static readonly TimeSpan Interval = TimeSpan.FromSeconds(5);

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        using var timer = new PeriodicTimer(Interval, time);
        while (await timer.WaitForNextTickAsync(stoppingToken))
        {
            try
            {
                await publications.Sweep(stoppingToken);
            }
            catch (Exception e) when (!stoppingToken.IsCancellationRequested)
            {
                NotSwept(e);
            }
        }
    }

    [LoggerMessage(LogLevel.Warning, "A publication that ran out could not be taken back; it ends with its endpoint")]
    private partial void NotSwept(Exception e);
}
