using System.Net;
using Godwit.Admin;
using Godwit.Admin.Access;
using Godwit.Scenarios.Forests;
using Xunit;
using static System.Net.Http.HttpMethod;

namespace Godwit.Scenarios.AdminApi;

/// <summary>People with local accounts: the first one, sessions in a browser, and how they end.</summary>
public sealed class SessionTests
{
    private const string Password = "a curlew at low tide";

    private static readonly TestForestOptions Closed = new() { TrustLoopback = false };

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public async Task The_link_of_the_first_start_makes_one_account_and_only_one()
    {
        await using var forest = await TestForest.Start(Closed);
        using var browser = new Browser(forest);
        var code = Code(forest);

        using (var page = await browser.Page("/")) Assert.Equal((HttpStatusCode.Redirect, "/sign-in"), (page.StatusCode, page.Headers.Location?.ToString()));
        Assert.Equal(HttpStatusCode.OK, await browser.Status(Get, forest.Host.FirstLink!.PathAndQuery));
        Assert.Equal(HttpStatusCode.Forbidden, await First(browser, "guessed", "anna"));
        Assert.Equal(HttpStatusCode.BadRequest, await First(browser, code, "anna", "short"));
        Assert.Equal(HttpStatusCode.OK, await First(browser, code, "anna"));
        Assert.Equal(HttpStatusCode.Forbidden, await First(browser, code, "eve"));
        await forest.Restart();
        Assert.Null(forest.Host.FirstLink);
        Assert.Equal(HttpStatusCode.OK, await SignIn(browser, "ANNA", Password));
    }

    [Fact]
    public async Task A_demo_needs_no_link() => Assert.Null((await TestForest.Start()) is var forest ? await Link(forest) : null);

    [Fact]
    public async Task A_session_is_a_cookie_of_this_host_and_changes_come_from_its_own_pages()
    {
        await using var forest = await TestForest.Start(Closed);
        using var browser = await SignedIn(forest);

        using (var signIn = await browser.Send(Post, "/api/v1/session", new SignIn("anna", Password)))
        {
            var cookie = Assert.Single(signIn.Headers.GetValues("Set-Cookie"));
            Assert.StartsWith("__Host-godwit=", cookie, StringComparison.Ordinal);
            foreach (var word in new[] { "secure", "httponly", "samesite=strict", "path=/" }) Assert.Contains(word, cookie, StringComparison.OrdinalIgnoreCase);
            Assert.DoesNotContain("domain=", cookie, StringComparison.OrdinalIgnoreCase);
        }

        var change = new AddToken("x", Roles.Reader);
        Assert.Equal(HttpStatusCode.OK, await browser.Status(Get, "/api/v1/users", ours: false));
        Assert.Equal(HttpStatusCode.Forbidden, await browser.Status(Post, "/api/v1/tokens", change, ours: false));
        Assert.Equal(HttpStatusCode.Forbidden, await browser.Status(Post, "/api/v1/tokens", change, true, ("Origin", "https://evil.example")));
        Assert.Equal(HttpStatusCode.Forbidden, await browser.Status(Post, "/api/v1/tokens", change, true, ("Sec-Fetch-Site", "cross-site")));
        Assert.Equal(HttpStatusCode.OK, await browser.Status(Post, "/api/v1/tokens", change, true, ("Origin", browser.Server.GetLeftPart(UriPartial.Authority)), ("Sec-Fetch-Site", "same-origin")));
        Assert.Equal(HttpStatusCode.NoContent, await browser.Status(Delete, "/api/v1/session"));
        Assert.Equal(HttpStatusCode.Unauthorized, await browser.Status(Get, "/api/v1/session"));
    }

    [Fact]
    public async Task A_session_outlives_a_restart_and_its_keys_are_sealed_at_rest()
    {
        await using var forest = await TestForest.Start(Closed);
        using var browser = await SignedIn(forest);
        await forest.Restart();
        Assert.Equal(HttpStatusCode.OK, await browser.Status(Get, "/api/v1/session"));
        var key = await File.ReadAllTextAsync(Assert.Single(System.IO.Directory.GetFiles(Path.Combine(forest.DataFolder, "keys"))), Cancel);
        Assert.Contains("<sealed", key, StringComparison.Ordinal);
        Assert.DoesNotContain("<value>", key, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_session_ends_with_its_account_and_with_another_password_or_role()
    {
        await using var forest = await TestForest.Start(Closed);
        using var anna = await SignedIn(forest);
        using var ben = new Browser(forest);
        await anna.Status(Post, "/api/v1/accounts", new AddAdministrator("ben", Roles.Reader, Password));

        foreach (var change in new Func<Task<HttpStatusCode>>[]
                 {
                     () => anna.Status(Patch, "/api/v1/accounts/ben", new SetAdministrator(Roles.UserAdministrator, null)),
                     () => anna.Status(Patch, "/api/v1/accounts/ben", new SetAdministrator(null, Password)),
                     () => anna.Status(Delete, "/api/v1/accounts/ben"),
                 })
        {
            Assert.Equal(HttpStatusCode.OK, await SignIn(ben, "ben", Password));
            Assert.Equal(HttpStatusCode.OK, await ben.Status(Get, "/api/v1/session"));
            Assert.Equal(HttpStatusCode.OK, await change());
            Assert.Equal(HttpStatusCode.Unauthorized, await ben.Status(Get, "/api/v1/session"));
        }

        Assert.Equal(HttpStatusCode.Conflict, await anna.Status(Delete, "/api/v1/accounts/anna"));
    }

    [Fact]
    public async Task A_password_is_changed_by_who_knows_the_old_one()
    {
        await using var forest = await TestForest.Start(Closed);
        using var anna = await SignedIn(forest);

        Assert.Equal(HttpStatusCode.Forbidden, await anna.Status(Post, "/api/v1/session/password", new ChangePassword("not it at all", "another curlew here")));
        Assert.Equal(HttpStatusCode.NoContent, await anna.Status(Post, "/api/v1/session/password", new ChangePassword(Password, "another curlew here")));
        Assert.Equal(HttpStatusCode.OK, await anna.Status(Get, "/api/v1/session"));
        using var elsewhere = new Browser(forest);
        Assert.Equal(HttpStatusCode.Unauthorized, await SignIn(elsewhere, "anna", Password));
        Assert.Equal(HttpStatusCode.OK, await SignIn(elsewhere, "anna", "another curlew here"));
    }

    [Fact]
    public async Task Who_guesses_has_to_wait_also_when_there_is_no_such_account()
    {
        await using var forest = await TestForest.Start(Closed);
        using var browser = new Browser(forest);

        foreach (var name in new[] { "anna", "nobody-here" })
        {
            var answers = new List<HttpStatusCode>();
            for (var i = 0; i < 7; i++) answers.Add(await SignIn(browser, name, "a wrong password"));
            Assert.Equal(HttpStatusCode.Unauthorized, answers[0]);
            Assert.Contains(HttpStatusCode.TooManyRequests, answers);
        }
    }

    [Fact]
    public async Task The_console_is_for_those_who_are_signed_in_and_sign_in_pages_are_for_all()
    {
        await using var forest = await TestForest.Start(Closed);
        using var browser = await SignedIn(forest);
        using var stranger = new Browser(forest);

        Assert.Equal(HttpStatusCode.OK, (await browser.Page("/")).StatusCode);
        Assert.Equal(HttpStatusCode.Redirect, (await stranger.Page("/")).StatusCode);
        Assert.Equal(HttpStatusCode.Unauthorized, await stranger.Status(Post, "/_blazor/negotiate?negotiateVersion=1"));
        foreach (var path in new[] { "/sign-in", "/welcome", "/sign-in/page.js", "/sign-in/page.css", "/api/v1/session/ways" }) Assert.Equal(HttpStatusCode.OK, await stranger.Status(Get, path));
        Assert.Equal(HttpStatusCode.NotFound, await stranger.Status(Get, "/sign-in/negotiate"));
        using var page = await stranger.Page("/sign-in");
        Assert.Contains("frame-ancestors 'none'", Assert.Single(page.Headers.GetValues("Content-Security-Policy")), StringComparison.Ordinal);
        Assert.Equal("nosniff", Assert.Single(page.Headers.GetValues("X-Content-Type-Options")));
        Assert.False(page.Headers.Contains("Strict-Transport-Security"));
    }

    private static string Code(TestForest forest) => forest.Host.FirstLink!.Query["?code=".Length..];

    private static async Task<Uri?> Link(TestForest forest)
    {
        await using (forest) return forest.Host.FirstLink;
    }

    private static Task<HttpStatusCode> First(Browser browser, string code, string name, string password = Password) => browser.Status(Post, "/api/v1/accounts/first", new FirstAdministrator(code, name, password));

    private static Task<HttpStatusCode> SignIn(Browser browser, string name, string password) => browser.Status(Post, "/api/v1/session", new SignIn(name, password));

    /// <summary>As anna, the first account.</summary>
    private static async Task<Browser> SignedIn(TestForest forest)
    {
        var browser = new Browser(forest);
        Assert.Equal(HttpStatusCode.OK, await First(browser, Code(forest), "anna"));
        Assert.Equal(HttpStatusCode.OK, await SignIn(browser, "anna", Password));
        return browser;
    }
}
