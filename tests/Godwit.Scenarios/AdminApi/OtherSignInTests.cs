using System.Net;
using System.Text.Json;
using Godwit.Admin;
using Godwit.Admin.Access;
using Godwit.Scenarios.Forests;
using Godwit.Server.Configuration;
using Xunit;
using static System.Net.Http.HttpMethod;

namespace Godwit.Scenarios.AdminApi;

/// <summary>People whom another server knows.</summary>
public sealed class OtherSignInTests
{
    private static readonly SignInRoles Given = new(["readers"], ["helpdesk"], ["anna"]);

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData("carol", "helpdesk", "user-administrator")]
    [InlineData("carol", "readers", "reader")]
    [InlineData("anna", "", "server-administrator")]
    public async Task With_OpenID_Connect_a_group_or_a_name_gives_the_role(string name, string group, string role)
    {
        await using var provider = await FakeProvider.Start(name, group);
        await using var forest = await Start(provider, negotiate: false);
        using var browser = new Browser(forest);

        Assert.Equal("/sign-in/done", await SignIn(browser, provider));

        using var answer = await browser.Send(Get, "/api/v1/session");
        var session = JsonSerializer.Deserialize(await answer.Content.ReadAsStringAsync(Cancel), AdminJson.Default.SessionView)!;
        Assert.Equal((name, role, "openid-connect"), (session.Name, session.Role, session.How));
        Assert.Equal(["account", "openid-connect"], session.Ways);
        Assert.Contains($"openid-connect:{name}", await File.ReadAllTextAsync(await Copy(forest), Cancel), StringComparison.Ordinal);
    }

    [Fact]
    public async Task With_OpenID_Connect_who_has_no_role_stays_out()
    {
        await using var provider = await FakeProvider.Start("mallory", "staff");
        await using var forest = await Start(provider, negotiate: false);
        using var browser = new Browser(forest);

        Assert.Equal("/sign-in?problem=no-role", await SignIn(browser, provider));
        Assert.Equal(HttpStatusCode.Unauthorized, await browser.Status(Get, "/api/v1/session"));
    }

    [Fact]
    public async Task With_OpenID_Connect_an_answer_that_nobody_asked_for_is_not_taken()
    {
        await using var provider = await FakeProvider.Start("anna", "");
        await using var forest = await Start(provider, negotiate: false);
        using var browser = new Browser(forest);

        using var answer = await browser.Page("/sign-in/openid-connect/back?code=stolen&state=made-up");

        Assert.Equal("/sign-in?problem=provider", answer.Headers.Location?.ToString());
        Assert.Equal(HttpStatusCode.Unauthorized, await browser.Status(Get, "/api/v1/session"));
    }

    [Fact]
    public async Task With_Negotiate_a_browser_is_asked_for_a_token_and_nonsense_is_not_taken()
    {
        await using var forest = await Start(null, negotiate: true);
        using var browser = new Browser(forest);

        using var asked = await browser.Page("/sign-in/negotiate");
        Assert.Equal((HttpStatusCode.Unauthorized, "Negotiate"), (asked.StatusCode, Assert.Single(asked.Headers.WwwAuthenticate).Scheme));
        Assert.Equal(HttpStatusCode.Unauthorized, await browser.Status(Get, "/sign-in/negotiate", null, false, ("Authorization", "Negotiate bm9uc2Vuc2U=")));
        Assert.Equal(HttpStatusCode.Unauthorized, await browser.Status(Get, "/api/v1/session"));
    }

    private static Task<TestForest> Start(FakeProvider? provider, bool negotiate) => TestForest.Start(new TestForestOptions
    {
        TrustLoopback = false,
        SignIn = new SignInSettings
        {
            OpenIdConnect = provider is null ? null : new OpenIdConnectSettings(provider.Address, FakeProvider.Client, "secret of the client", "groups", ["openid", "profile"]),
            Negotiate = negotiate,
            Roles = Given,
        },
    });

    /// <summary>Where the browser ends up.</summary>
    private static async Task<string?> SignIn(Browser browser, FakeProvider provider)
    {
        using var challenge = await browser.Page("/sign-in/openid-connect");
        Assert.Equal(HttpStatusCode.Redirect, challenge.StatusCode);
        var back = await provider.Authorize(challenge.Headers.Location!);
        using var answer = await browser.Page(back.PathAndQuery);
        return answer.Headers.Location?.ToString();
    }

    /// <summary>The audit file is held open by the server.</summary>
    private static async Task<string> Copy(TestForest forest)
    {
        var copy = Path.Combine(forest.DataFolder, "audit.copy");
        await using var from = new FileStream(Path.Combine(forest.DataFolder, "audit.jsonl"), FileMode.Open, FileAccess.Read, FileShare.ReadWrite);
        await using var to = File.Create(copy);
        await from.CopyToAsync(to, Cancel);
        return copy;
    }
}
