using System.Net;
using System.Net.NetworkInformation;
using System.Net.Sockets;
using Godwit.Scenarios.Forests;
using Godwit.Server.AdminApi;

namespace Godwit.Scenarios.AdminApi;

/// <summary>Over sockets of this host's own address, from which requests come as from any other host.</summary>
public class RatesTests
{
    [Fact]
    public async Task Who_asks_too_often_from_elsewhere_is_told_when_to_come_again_and_nobody_else_is_held_up()
    {
        var own = NetworkInterface.GetAllNetworkInterfaces().SelectMany(i => i.GetIPProperties().UnicastAddresses).Select(a => a.Address)
            .First(a => a.AddressFamily == AddressFamily.InterNetwork && !IPAddress.IsLoopback(a));
        await using var forest = await TestForest.Start(new TestForestOptions { AdminAddress = IPAddress.Any });
        using var far = new Browser(forest, own.ToString());
        using var near = new Browser(forest);

        HttpResponseMessage[] answers = [];
        for (var tries = 0; tries < 20 && !answers.Any(a => a.StatusCode == HttpStatusCode.TooManyRequests); tries++)
            answers = await Task.WhenAll(Enumerable.Range(0, ApiRates.Burst + ApiRates.PerSecond).Select(_ => far.Send(HttpMethod.Get, "/api/v1/pools")));
        var refused = answers.First(a => a.StatusCode == HttpStatusCode.TooManyRequests);
        Assert.Equal(TimeSpan.FromSeconds(1), refused.Headers.RetryAfter!.Delta);
        Assert.Contains("Too many requests from this address", await refused.Content.ReadAsStringAsync(TestContext.Current.CancellationToken), StringComparison.Ordinal);
        // Those who were let in had not signed in: trust ends with this host.
        Assert.All(answers, a => Assert.True(a.StatusCode is HttpStatusCode.Unauthorized or HttpStatusCode.TooManyRequests, a.StatusCode.ToString()));

        // The console's own files are no requests to the API, and this host's programs ask as often as they like.
        Assert.NotEqual(HttpStatusCode.TooManyRequests, await far.Status(HttpMethod.Get, "/"));
        Assert.All(await Task.WhenAll(Enumerable.Range(0, ApiRates.Burst + ApiRates.PerSecond).Select(_ => near.Status(HttpMethod.Get, "/api/v1/pools"))), s => Assert.Equal(HttpStatusCode.OK, s));
        foreach (var answer in answers) answer.Dispose();
    }
}
