using System.Web;
using Godwit.Real.Tests.Console;
using Godwit.Real.Tests.Servers;
using Microsoft.Playwright;

namespace Godwit.Real.Tests.Access;

/// <summary>People sign in with a provider of OpenID Connect, in a browser, from the sign-in page to the console and out again.</summary>
public sealed class OpenIdTests : IAsyncLifetime
{
    private const string SignedIn = "fetch('/api/v1/session').then(r => r.text())";

    private readonly GodwitProcess _server = GodwitProcess.Configured(_ => "{}");
    private Glewlwyd? _provider;
    private IPlaywright? _playwright;
    private IBrowser? _browser;

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    private IBrowser Browser => _browser ?? throw new InvalidOperationException("The browser has not started");

    public async ValueTask InitializeAsync()
    {
        _provider = await Glewlwyd.Start(Path.Combine(_server.Folder, "provider"), _server.PortBase + 25, $"{_server.Server}sign-in/openid-connect/back");
        await _provider.Add("anna", "password-of-anna", "staff", "helpdesk");
        await _provider.Add("mallory", "password-of-mallory", "staff");
        await File.WriteAllTextAsync(_server.ConfigFile, Configuration(_provider), Cancel);
        _server.Variables = [$"SSL_CERT_FILE={_provider.AuthorityFile}"];
        await _server.Run();
        _playwright = await Playwright.CreateAsync();
        _browser = await Chromium.Start(_playwright);
    }

    [Fact]
    public async Task A_group_of_the_provider_gives_the_role_and_signing_out_ends_it()
    {
        var page = await Open();
        var asked = new TaskCompletionSource<Uri>(TaskCreationOptions.RunContinuationsAsynchronously);
        page.Request += (_, request) =>
        {
            if (request.Url.Contains("/api/oidc/auth?", StringComparison.Ordinal)) asked.TrySetResult(new Uri(request.Url));
        };
        await SignIn(page, "anna");

        await Assertions.Expect(page.GetByText("user administrator")).ToBeVisibleAsync();
        var session = await page.EvaluateAsync<string>(SignedIn);
        Assert.Contains("\"name\":\"anna\",\"role\":\"user-administrator\",\"how\":\"openid-connect\"", session, StringComparison.Ordinal);
        var query = HttpUtility.ParseQueryString((await asked.Task).Query);
        Assert.Equal(("code", "S256"), (query["response_type"], query["code_challenge_method"]));
        foreach (var name in (string[])["state", "nonce", "code_challenge"]) Assert.False(string.IsNullOrEmpty(query[name]), name);
        // Whatever this server keeps in the browser goes over HTTPS, to it alone, and to no script.
        var cookies = (await page.Context.CookiesAsync([_server.Server.ToString()])).ToList();
        Assert.Contains(cookies, c => c.Name == "__Host-godwit");
        Assert.All(cookies, c => Assert.Equal((true, true, true, SameSiteAttribute.Strict), (c.Secure, c.HttpOnly, c.Name.StartsWith("__Host-", StringComparison.Ordinal), c.SameSite)));

        await page.GetByRole(AriaRole.Button, new PageGetByRoleOptions { Name = "Sign out" }).ClickAsync();
        await Assertions.Expect(page.GetByLabel("Password")).ToBeVisibleAsync();
        Assert.Contains("\"status\":401", await page.EvaluateAsync<string>(SignedIn), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Who_has_no_role_is_told_so_and_an_answer_meant_for_another_browser_is_not_taken()
    {
        var page = await Open();
        await SignIn(page, "mallory");
        await Assertions.Expect(page.GetByRole(AriaRole.Alert)).ToContainTextAsync("You are known, but nobody has given you a role here");
        Assert.Contains("\"status\":401", await page.EvaluateAsync<string>(SignedIn), StringComparison.Ordinal);

        // Anna's own way back, held up before it reaches the server, and opened by somebody else.
        var (hers, back) = (await Open(), new TaskCompletionSource<string>(TaskCreationOptions.RunContinuationsAsynchronously));
        await hers.RouteAsync("**/sign-in/openid-connect/back?*", async route =>
        {
            back.TrySetResult(route.Request.Url);
            await route.AbortAsync();
        });
        hers.Request += (_, request) =>
        {
            if (request.Url.Contains("/sign-in/openid-connect/back?", StringComparison.Ordinal)) back.TrySetResult(request.Url);
        };
        await SignIn(hers, "anna");
        await page.GotoAsync(await back.Task.WaitAsync(TimeSpan.FromSeconds(30), Cancel));
        await Assertions.Expect(page.GetByRole(AriaRole.Alert)).ToContainTextAsync("The other server could not sign you in");
        Assert.Contains("\"status\":401", await page.EvaluateAsync<string>(SignedIn), StringComparison.Ordinal);

        var audit = await OtherPrograms.Bash("cat state/audit.jsonl", _server.Folder, new Dictionary<string, string>());
        Assert.Contains("openid-connect:mallory", audit, StringComparison.Ordinal);
        Assert.Contains("No role is given to her", audit, StringComparison.Ordinal);
    }

    public async ValueTask DisposeAsync()
    {
        if (_browser is not null) await _browser.DisposeAsync();
        _playwright?.Dispose();
        await _server.Kill();
        if (_provider is not null) await _provider.DisposeAsync();
        await _server.DisposeAsync();
    }

    private async Task<IPage> Open()
    {
        var context = await Browser.NewContextAsync(new BrowserNewContextOptions { IgnoreHTTPSErrors = true, Locale = "en-US" });
        return await context.NewPageAsync();
    }

    private async Task SignIn(IPage page, string name)
    {
        await page.GotoAsync($"{_server.Server}sign-in");
        await page.GetByText("Sign in with your organization").ClickAsync();
        await page.FillAsync("#username", name);
        await page.FillAsync("#password", "password-of-" + name);
        await page.ClickAsync("#loginbut");
        await page.GetByRole(AriaRole.Button, new PageGetByRoleOptions { Name = "Continue" }).ClickAsync();
    }

    private string Configuration(Glewlwyd provider) => $$"""
        {
          "forest": { "domains": ["godwit.test"], "netBiosDomain": "GODWIT" },
          "data": "state",
          "pools": [{ "fqdn": "pool1.godwit.test", "generation": "OCS 2007", "tls": "127.0.0.1:{{_server.PortBase + 1}}" }],
          "management": {
            "https": "127.0.0.1:{{_server.HttpPort}}",
            "signIn": {
              "openIdConnect": { "authority": "{{provider.Authority}}", "clientId": "{{Glewlwyd.Client}}", "clientSecret": "{{Glewlwyd.Secret}}", "roleClaim": "groups", "scopes": ["openid"] },
              "roles": { "userAdministrator": ["helpdesk"] }
            }
          }
        }
        """;
}
