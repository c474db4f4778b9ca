using System.Net;
using System.Net.Http.Json;
using System.Text.RegularExpressions;
using Godwit.Real.Tests.Servers;

namespace Godwit.Real.Tests.Access;

/// <summary>The way in that the first start of <c>godwit serve</c> prints.</summary>
public sealed partial class FirstLinkTests
{
    private const string Password = "Twelve-bar-tailed-godwits";

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public async Task The_first_start_prints_a_link_that_works_once_and_the_next_start_prints_none()
    {
        await using var server = GodwitProcess.Configured(Configuration);
        await server.Run();
        var link = Assert.Single(Links().Matches(server.Output));
        Assert.StartsWith(server.Server.ToString(), link.Value, StringComparison.Ordinal);
        var code = link.Groups["code"].Value;
        using var http = new HttpClient(new HttpClientHandler { ServerCertificateCustomValidationCallback = HttpClientHandler.DangerousAcceptAnyServerCertificateValidator }) { BaseAddress = server.Server };

        Assert.Contains("page.js", await http.GetStringAsync(new Uri(link.Value), Cancel), StringComparison.Ordinal);
        Assert.Equal(HttpStatusCode.Forbidden, await First("x" + code, "anna"));
        Assert.Equal(HttpStatusCode.OK, await First(code, "anna"));
        Assert.Equal(HttpStatusCode.Forbidden, await First(code, "mallory"));
        Assert.Equal(HttpStatusCode.Unauthorized, await Session("mallory"));
        Assert.Equal(HttpStatusCode.OK, await Session("anna"));

        Assert.Equal(0, await server.Stop("TERM"));
        await server.Run();
        Assert.Single(Links().Matches(server.Output));
        Assert.Equal(HttpStatusCode.Forbidden, await First(code, "mallory"));
        Assert.Equal(HttpStatusCode.OK, await Session("anna"));

        Task<HttpStatusCode> First(string with, string name) => Post("api/v1/accounts/first", new { code = with, name, password = Password });
        Task<HttpStatusCode> Session(string name) => Post("api/v1/session", new { name, password = Password });

        async Task<HttpStatusCode> Post(string path, object body)
        {
            using var request = new HttpRequestMessage(HttpMethod.Post, new Uri(path, UriKind.Relative)) { Content = JsonContent.Create(body) };
            request.Headers.Add("Godwit-Request", "1");
            using var answer = await http.SendAsync(request, Cancel);
            return answer.StatusCode;
        }
    }

    [Fact]
    public async Task While_nobody_has_used_it_every_start_prints_another()
    {
        await using var server = GodwitProcess.Configured(Configuration);
        await server.Run();
        Assert.Equal(0, await server.Stop("TERM"));
        await server.Run();

        var codes = Links().Matches(server.Output).Select(l => l.Groups["code"].Value).ToList();
        Assert.Equal((2, 2), (codes.Count, codes.Distinct().Count()));
        // It is shown to who starts the server, and written down nowhere.
        Assert.Equal(0, await server.Stop("TERM"));
        foreach (var file in Directory.EnumerateFiles(Path.Combine(server.Folder, "state"), "*", SearchOption.AllDirectories))
            Assert.DoesNotContain(codes[1], System.Text.Encoding.Latin1.GetString(await File.ReadAllBytesAsync(file, Cancel)), StringComparison.Ordinal);
    }

    private static string Configuration(GodwitProcess server) => $$"""
        {
          "forest": { "domains": ["godwit.test"], "netBiosDomain": "GODWIT" },
          "data": "state",
          "pools": [{ "fqdn": "pool1.godwit.test", "generation": "OCS 2007", "tls": "127.0.0.1:{{server.PortBase + 1}}" }],
          "management": { "https": "127.0.0.1:{{server.HttpPort}}" }
        }
        """;

    [GeneratedRegex(@"https://\S+/welcome\?code=(?<code>\S+)")]
    private static partial Regex Links();
}
