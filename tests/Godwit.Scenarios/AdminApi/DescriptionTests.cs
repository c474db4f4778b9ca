using System.Net;
using System.Text.Json;
using System.Text.Json.Nodes;
using Godwit.Scenarios.Forests;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;
using Xunit;

namespace Godwit.Scenarios.AdminApi;

/// <summary>docs/openapi.json is what the server says of itself.</summary>
public sealed class DescriptionTests
{
    private static readonly JsonSerializerOptions Indented = new() { WriteIndented = true };

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public async Task The_description_has_every_endpoint_and_stands_in_the_docs()
    {
        await using var forest = await TestForest.Start();
        using var browser = new Browser(forest);
        using var answer = await browser.Send(HttpMethod.Get, "/api/v1/openapi.json");
        Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
        var document = JsonNode.Parse(await answer.Content.ReadAsStringAsync(Cancel))!;

        var described = document["paths"]!.AsObject().SelectMany(p => p.Value!.AsObject().Select(o => $"{o.Key.ToUpperInvariant()} {p.Key}")).ToHashSet();
        var mapped = from endpoint in forest.Host.AdminServices.GetRequiredService<EndpointDataSource>().Endpoints.OfType<RouteEndpoint>()
                     where endpoint.RoutePattern.RawText?.StartsWith("/api/", StringComparison.Ordinal) is true && !endpoint.RoutePattern.RawText.EndsWith("openapi.json", StringComparison.Ordinal)
                     from method in endpoint.Metadata.GetMetadata<IHttpMethodMetadata>()!.HttpMethods
                     select $"{method} {endpoint.RoutePattern.RawText!.Replace(":int", "", StringComparison.Ordinal)}";
        Assert.Empty(mapped.Except(described));

        var file = Path.Combine(Environment.GetEnvironmentVariable("GODWIT_ROOT") ?? Root(), "docs", "openapi.json");
        var now = document.ToJsonString(Indented) + "\n";
        if (Environment.GetEnvironmentVariable("GODWIT_WRITE_OPENAPI") is "1") await File.WriteAllTextAsync(file, now, Cancel);
        Assert.True(await File.ReadAllTextAsync(file, Cancel) == now, "docs/openapi.json is not what the server says: run this test once with GODWIT_WRITE_OPENAPI=1");
    }

    private static string Root()
    {
        var at = new DirectoryInfo(AppContext.BaseDirectory);
        while (!File.Exists(Path.Combine(at!.FullName, "Godwit.slnx"))) at = at.Parent;
        return at.FullName;
    }
}
