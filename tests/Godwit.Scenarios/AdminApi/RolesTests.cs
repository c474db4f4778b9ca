using System.Net;
using System.Text;
using Godwit.Admin;
using Godwit.Admin.Access;
using Godwit.Scenarios.Forests;
using Godwit.Server.AdminApi;
using Godwit.Server.SignIn;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;
using Xunit;

namespace Godwit.Scenarios.AdminApi;

/// <summary>Every endpoint with every role.</summary>
public sealed class RolesTests
{
    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Every_endpoint_lets_in_who_may_and_nobody_else()
    {
        await using var forest = await TestForest.Start(new TestForestOptions { TrustLoopback = false });
        var server = new Uri($"https://127.0.0.1:{forest.Settings.Management!.Https.Port}");
        using var administrator = new AdminClient(server, (await File.ReadAllTextAsync(forest.Host.TokenFile, Cancel)).Trim());
        var callers = new List<(Role Role, string? Token)> { (Role.None, null) };
        foreach (var role in new[] { Role.Reader, Role.UserAdministrator, Role.ServerAdministrator })
            callers.Add((role, (await administrator.Access.AddToken(new AddToken(role.ToString(), RoleWords.Of(role)), Cancel)).Text));
        using var http = new HttpClient(new HttpClientHandler { ServerCertificateCustomValidationCallback = HttpClientHandler.DangerousAcceptAnyServerCertificateValidator }) { BaseAddress = server };

        var wrong = new List<string>();
        foreach (var (method, path, required) in Endpoints(forest))
        {
            if (required is null)
            {
                wrong.Add($"{method} {path} has no role");
                continue;
            }

            foreach (var (role, token) in callers)
            {
                using var request = new HttpRequestMessage(method, Concrete(path));
                if (token is not null) request.Headers.Authorization = new("Bearer", token);
                if (method != HttpMethod.Get) request.Content = new StringContent("{}", Encoding.UTF8, "application/json");
                using var answer = await http.SendAsync(request, HttpCompletionOption.ResponseHeadersRead, Cancel);
                var expected = required == Role.None ? "in" : role == Role.None ? "stranger" : role < required ? "forbidden" : "in";
                var found = answer.StatusCode == HttpStatusCode.Unauthorized && answer.Headers.WwwAuthenticate.Count > 0 ? "stranger"
                    : answer.StatusCode == HttpStatusCode.Forbidden && required != Role.None ? "forbidden" : "in";
                if (found != expected) wrong.Add($"{method} {path} as {role}: {found}, not {expected} ({(int)answer.StatusCode})");
                if (answer.StatusCode == HttpStatusCode.InternalServerError) wrong.Add($"{method} {path} as {role} failed");
            }
        }

        Assert.Empty(wrong);
    }

    [Fact]
    public async Task A_revoked_token_and_one_whose_time_is_over_open_nothing()
    {
        await using var forest = await TestForest.Start(new TestForestOptions { TrustLoopback = false });
        var server = new Uri($"https://127.0.0.1:{forest.Settings.Management!.Https.Port}");
        using var administrator = new AdminClient(server, (await File.ReadAllTextAsync(forest.Host.TokenFile, Cancel)).Trim());
        var made = await administrator.Access.AddToken(new AddToken("night job", Roles.Reader, 1), Cancel);
        using var program = new AdminClient(server, made.Text);

        Assert.Equal(("night job", "reader", "token"), (await program.Access.WhoAmI(Cancel)) is var me ? (me.Name, me.Role, me.How) : default);
        Assert.NotNull(Assert.Single(await administrator.Access.Tokens(Cancel)).LastUsed);
        await forest.Restart();
        Assert.Equal("night job", (await program.Access.WhoAmI(Cancel)).Name);
        await administrator.Access.RevokeToken("night job", Cancel);
        Assert.Equal(401, (await Assert.ThrowsAsync<AdminException>(() => program.Access.WhoAmI(Cancel))).Status);
        Assert.Empty(await administrator.Access.Tokens(Cancel));
        Assert.DoesNotContain(made.Text, await File.ReadAllTextAsync(Path.Combine(forest.DataFolder, "accounts.db"), Encoding.Latin1, Cancel), StringComparison.Ordinal);
    }

    private static IEnumerable<(HttpMethod Method, string Path, Role? Role)> Endpoints(TestForest forest) =>
        from endpoint in forest.Host.AdminServices.GetRequiredService<EndpointDataSource>().Endpoints.OfType<RouteEndpoint>()
        where endpoint.RoutePattern.RawText?.StartsWith("/api/", StringComparison.Ordinal) is true
        from method in endpoint.Metadata.GetMetadata<IHttpMethodMetadata>()?.HttpMethods ?? []
        select (new HttpMethod(method), endpoint.RoutePattern.RawText!, endpoint.Metadata.GetMetadata<RequiredRole>()?.Role);

    private static string Concrete(string path) => path.Replace("{address}", "nobody@godwit.test", StringComparison.Ordinal).Replace("{fqdn}", "nopool.godwit.test", StringComparison.Ordinal)
        .Replace("{rule:int}", "1", StringComparison.Ordinal).Replace("{id}", "none", StringComparison.Ordinal).Replace("{name}", "nobody-here", StringComparison.Ordinal);
}
