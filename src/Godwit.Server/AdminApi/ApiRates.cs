using System.Globalization;
using System.Net;
using System.Net.Sockets;
using System.Threading.RateLimiting;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.RateLimiting;
using Microsoft.Extensions.DependencyInjection;

namespace Godwit.Server.AdminApi;

/// <summary>How often one address may ask the API. This host's own programs may as often as they like: the console is one of them.</summary>
internal static class ApiRates
{
    public const int Burst = 400;
    public const int PerSecond = 200;

    public static void AddRates(this IServiceCollection services) => services.AddRateLimiter(rates =>
    {
        rates.GlobalLimiter = PartitionedRateLimiter.Create<HttpContext, string>(Of);
        rates.OnRejected = async (rejected, _) =>
        {
            var wait = rejected.Lease.TryGetMetadata(MetadataName.RetryAfter, out var after) ? after : TimeSpan.FromSeconds(1);
            rejected.HttpContext.Response.Headers.RetryAfter = Math.Ceiling(wait.TotalSeconds).ToString(CultureInfo.InvariantCulture);
            await Answers.Problem(429, $"Too many requests from this address: {PerSecond} a second are taken").ExecuteAsync(rejected.HttpContext);
        };
    });

    internal static RateLimitPartition<string> Of(HttpContext context)
    {
        if (!context.Request.Path.StartsWithSegments("/api") || context.Connection.RemoteIpAddress is not { } address || IPAddress.IsLoopback(address)) return RateLimitPartition.GetNoLimiter("");
        return RateLimitPartition.GetTokenBucketLimiter(Source(address), _ => new TokenBucketRateLimiterOptions
        {
            TokenLimit = Burst,
            TokensPerPeriod = PerSecond,
            ReplenishmentPeriod = TimeSpan.FromSeconds(1),
            QueueLimit = 0,
        });
    }

    /// <summary>Of IPv6 the network: one host has as many addresses as it likes.</summary>
    private static string Source(IPAddress address)
    {
        if (address.IsIPv4MappedToIPv6) address = address.MapToIPv4();
        return address.AddressFamily == AddressFamily.InterNetworkV6 ? new IPAddress([.. address.GetAddressBytes().AsSpan(0, 8), 0, 0, 0, 0, 0, 0, 0, 0]).ToString() : address.ToString();
    }
}
