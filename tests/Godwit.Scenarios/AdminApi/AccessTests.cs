using System.Net;
using System.Text;
using System.Text.Json;
using Godwit.Admin;
using Godwit.Scenarios.Forests;
using Godwit.Server.Hosting;
using Microsoft.Extensions.Logging.Abstractions;
using Xunit;

namespace Godwit.Scenarios.AdminApi;

public sealed class AccessTests
{
    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Without_the_token_nobody_comes_in_and_with_it_everybody()
    {
        await using var forest = await TestForest.Start(new TestForestOptions { TrustLoopback = false });
        using var stranger = new AdminClient(Address(forest), "wrong");
        using var administrator = new AdminClient(Address(forest), (await File.ReadAllTextAsync(forest.Host.TokenFile, Cancel)).Trim());

        Assert.Equal(401, (await Assert.ThrowsAsync<AdminException>(() => forest.Admin.Users(Cancel))).Status);
        Assert.Equal(401, (await Assert.ThrowsAsync<AdminException>(() => stranger.Users(Cancel))).Status);
        Assert.Empty(await administrator.Users(Cancel));
    }

    [Theory]
    [InlineData("Origin", "https://evil.example")]
    [InlineData("Host", "evil.example")]
    public async Task A_page_in_a_browser_of_this_host_is_not_trusted(string header, string value)
    {
        await using var forest = await TestForest.Start();
        using var http = Http();
        using var request = new HttpRequestMessage(HttpMethod.Get, new Uri(Address(forest), "/api/v1/users"));
        request.Headers.Add(header, value);

        Assert.Equal(HttpStatusCode.Unauthorized, (await http.SendAsync(request, Cancel)).StatusCode);
    }

    [Theory]
    [InlineData("POST", "/api/v1/moves", "{", HttpStatusCode.BadRequest)]
    [InlineData("POST", "/api/v1/moves", "{\"to\":7}", HttpStatusCode.BadRequest)]
    [InlineData("POST", "/api/v1/moves", "{}", HttpStatusCode.BadRequest)]
    [InlineData("POST", "/api/v1/users", "null", HttpStatusCode.BadRequest)]
    [InlineData("DELETE", "/api/v1/users", "", HttpStatusCode.MethodNotAllowed)]
    [InlineData("GET", "/api/v1/nothing", "", HttpStatusCode.NotFound)]
    public async Task Bad_requests_get_problem_details_with_a_sentence(string method, string path, string body, HttpStatusCode status)
    {
        await using var forest = await TestForest.Start();
        using var http = Http();
        using var request = new HttpRequestMessage(new HttpMethod(method), new Uri(Address(forest), path)) { Content = new StringContent(body, Encoding.UTF8, "application/json") };

        using var answer = await http.SendAsync(request, Cancel);

        Assert.Equal(status, answer.StatusCode);
        Assert.Equal("application/problem+json", answer.Content.Headers.ContentType?.MediaType);
        Assert.NotEmpty(JsonDocument.Parse(await answer.Content.ReadAsStringAsync(Cancel)).RootElement.GetProperty("detail").GetString()!);
    }

    [Fact]
    public async Task Every_act_is_in_the_audit_file_and_no_password_is()
    {
        await using var forest = await TestForest.Start();
        await forest.AddUser("nina", TestForest.Lcs01);
        await forest.Admin.SetEnabled("nina@godwit.test", false, Cancel);
        await forest.Admin.RetirePool(TestForest.Lcs01, false, Cancel);
        await forest.Admin.StopPool(TestForest.Ocs07, Cancel);

        await using var file = new FileStream(Path.Combine(forest.DataFolder, "audit.jsonl"), FileMode.Open, FileAccess.Read, FileShare.ReadWrite);
        var text = await new StreamReader(file).ReadToEndAsync(Cancel);
        var acts = text.Split('\n', StringSplitOptions.RemoveEmptyEntries).Select(l => JsonDocument.Parse(l).RootElement).ToList();

        Assert.Equal(
            [("user.add", "nina@godwit.test", "done"), ("user.disable", "nina@godwit.test", "done"), ("pool.retire", TestForest.Lcs01, "refused"), ("pool.stop", TestForest.Ocs07, "done")],
            acts.Select(a => (a.GetProperty("act").GetString()!, a.GetProperty("subject").GetString()!, a.GetProperty("result").GetString()!)));
        Assert.All(acts, a => Assert.Equal(("local", "127.0.0.1"), (a.GetProperty("who").GetString(), a.GetProperty("from").GetString())));
        Assert.DoesNotContain(TestForest.Password, text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_second_server_on_the_same_ports_or_data_is_refused_in_words()
    {
        await using var forest = await TestForest.Start();
        var how = new ForestStart(NullLoggerFactory.Instance, TimeProvider.System);

        var ports = await Assert.ThrowsAsync<StartException>(() => ForestHost.Start(forest.Settings, how, Cancel));
        var free = forest.Settings with { Pools = [], Management = forest.Settings.Management! with { Https = new IPEndPoint(IPAddress.Loopback, FreePorts.Take(1)[0]) } };
        var data = await Assert.ThrowsAsync<StartException>(() => ForestHost.Start(free, how, Cancel));

        Assert.Contains("is in use by another program", ports.Message, StringComparison.Ordinal);
        Assert.Contains("is in use by another Godwit server", data.Message, StringComparison.Ordinal);
    }

    private static Uri Address(TestForest forest) => new($"https://127.0.0.1:{forest.Settings.Management!.Https.Port}");

    private static HttpClient Http() => new(new HttpClientHandler { ServerCertificateCustomValidationCallback = HttpClientHandler.DangerousAcceptAnyServerCertificateValidator });
}
