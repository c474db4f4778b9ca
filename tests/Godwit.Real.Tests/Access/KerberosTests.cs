using System.Text.Json;
using System.Text.RegularExpressions;
using Godwit.Real.Tests.Console;
using Godwit.Real.Tests.Servers;
using Microsoft.Playwright;

namespace Godwit.Real.Tests.Access;

/// <summary>People of a Kerberos realm sign in with tickets of its KDC, as docs/api.md says how.</summary>
public sealed partial class KerberosTests : IAsyncLifetime
{
    private const string Host = "godwit.example.org";
    private const string Pool = "pool1.godwit.test";

    private readonly GodwitProcess _server = GodwitProcess.Configured(Configuration);
    private OwnCertificates? _certificates;
    private KerberosRealm? _realm;

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    private KerberosRealm Realm => _realm ?? throw new InvalidOperationException("The realm has not started");

    private string Address => $"https://{Host}:{_server.HttpPort}";

    /// <summary>What the page has one type, on the KDC and as a person.</summary>
    private IReadOnlyList<string> Recipe { get; set; } = [];

    public async ValueTask InitializeAsync()
    {
        var page = await File.ReadAllTextAsync(Path.Combine(Places.Root, "docs", "api.md"), Cancel);
        Recipe = [.. Blocks().Matches(page[page.IndexOf("### Kerberos", StringComparison.Ordinal)..]).Select(b => b.Groups["text"].Value.Replace($"{Host}:8443", $"{Host}:{_server.HttpPort}", StringComparison.Ordinal)).Take(2)];
        _realm = await KerberosRealm.Start(Path.Combine(_server.Folder, "realm"), _server.PortBase + 25);
        _certificates = new OwnCertificates(_server.Folder, Pool, Host);
        File.Copy(Path.Combine(_server.Folder, "authority.pem"), Path.Combine(Realm.Folder, "authority.pem"));
        await File.WriteAllTextAsync(Path.Combine(Realm.Folder, ".curlrc"), $"silent\nshow-error\nresolve = \"{Host}:{_server.HttpPort}:127.0.0.1\"\n", Cancel);
        await Realm.Add("anna", "of-anna");
        await Realm.Add("rita", "of-rita");
        await Realm.Add("mallory", "of-mallory");
        await Realm.Run(Recipe[0]);
        _server.Variables = [$"KRB5_CONFIG={Realm.Folder}/krb5.conf", $"KRB5_KTNAME={Realm.Folder}/http.keytab", $"KRB5RCACHEDIR={Realm.Folder}"];
        await _server.Run();
    }

    [Theory]
    [InlineData("anna", "server-administrator")]
    [InlineData("rita", "reader")]
    public async Task A_ticket_gives_the_role_of_its_principal(string person, string role)
    {
        var told = await Realm.Run(Recipe[1].Replace("kinit anna", $"kinit {person}", StringComparison.Ordinal), person, $"of-{person}\n");

        var session = JsonDocument.Parse(told[told.IndexOf('{', StringComparison.Ordinal)..]).RootElement;
        Assert.Equal(($"{person}@{KerberosRealm.Name}", role, "negotiate"), (session.GetProperty("name").GetString(), session.GetProperty("role").GetString(), session.GetProperty("how").GetString()));
        Assert.Contains("HttpOnly", await File.ReadAllTextAsync(Path.Combine(Realm.Folder, "session"), Cancel), StringComparison.Ordinal);

        // What she does bears her name.
        var change = await Realm.Run(
            $"curl --cacert authority.pem -b session -H 'Godwit-Request: 1' -H 'Content-Type: application/json' -d '{{\"name\":\"helper\",\"role\":\"reader\"}}' -w '\\n%{{http_code}}' {Address}/api/v1/tokens", person);
        Assert.EndsWith(role == "reader" ? "\n403" : "\n200", change, StringComparison.Ordinal);
        if (role != "reader") Assert.Matches($"\"who\":\"negotiate:{person}@{KerberosRealm.Name}\",\"from\":\"127.0.0.1\",\"act\":\"token.add\"", await Realm.Run("cat ../state/audit.jsonl"));
    }

    [Fact]
    public async Task Whoever_has_no_ticket_is_offered_Negotiate_and_whoever_has_no_role_is_told_so()
    {
        Assert.Matches(@"(?im)^HTTP/2 401(.|\n)*^www-authenticate: Negotiate\r?$(.|\n)*No ticket for this server came", await Ask("nobody"));

        await Realm.Run("kinit mallory", "mallory", "of-mallory\n");
        var refused = await Ask("mallory");
        Assert.Matches("^HTTP/2 403", refused);
        Assert.Contains("application/problem+json", refused, StringComparison.Ordinal);
        Assert.Contains("mallory@EXAMPLE.ORG is known, but has no role here", refused, StringComparison.Ordinal);
        Assert.DoesNotContain("set-cookie", refused, StringComparison.OrdinalIgnoreCase);

        // A ticket for another service is none for this one.
        await Realm.Run("kadmin.local -q 'addprinc -randkey HTTP/other.example.org'\nkinit anna", "anna", "of-anna\n");
        Assert.Matches("^HTTP/2 401", await Realm.Run($"curl --cacert authority.pem -k -i --negotiate -u : --resolve other.example.org:{_server.HttpPort}:127.0.0.1 https://other.example.org:{_server.HttpPort}/sign-in/negotiate", "anna"));

        var audit = await Realm.Run("cat ../state/audit.jsonl");
        Assert.Contains("negotiate:mallory@EXAMPLE.ORG", audit, StringComparison.Ordinal);
        Assert.Contains("The token was not taken", audit, StringComparison.Ordinal);

        Task<string> Ask(string person) => Realm.Run($"curl --cacert authority.pem -i --negotiate -u : {Address}/sign-in/negotiate", person);
    }

    [Fact]
    public async Task A_browser_signs_its_person_in_and_tells_who_has_no_role()
    {
        // A name that the browser finds without anybody's DNS.
        await Realm.Run("kadmin.local -q 'addprinc -randkey HTTP/localhost'\nkadmin.local -q 'ktadd -k http.keytab HTTP/localhost'");
        var address = $"https://localhost:{_server.HttpPort}";
        using var playwright = await Playwright.CreateAsync();
        foreach (var person in (string[])["anna", "mallory"])
        {
            await Realm.Run($"kinit {person}", person, $"of-{person}\n");
            await using var browser = await Chromium.StartFor(playwright, Path.Combine(Realm.Folder, "profile-of-" + person), Realm.Of(person), "--auth-server-allowlist=localhost");
            var page = await browser.NewPageAsync();
            await page.GotoAsync(address + "/sign-in");
            await page.GetByText("Sign in with Windows or Kerberos").ClickAsync();

            if (person == "anna")
            {
                await page.WaitForURLAsync(new Regex($"^{address}/(?!sign-in)"));
                Assert.Contains("anna@EXAMPLE.ORG", await page.EvaluateAsync<string>("fetch('/api/v1/session').then(r => r.text())"), StringComparison.Ordinal);
            }
            else
            {
                await Assertions.Expect(page.GetByRole(AriaRole.Alert)).ToContainTextAsync("nobody has given you a role here");
            }
        }
    }

    public async ValueTask DisposeAsync()
    {
        await _server.Kill();
        if (_realm is not null) await _realm.DisposeAsync();
        _certificates?.Dispose();
        await _server.DisposeAsync();
    }

    private static string Configuration(GodwitProcess server) => $$"""
        {
          "forest": { "domains": ["godwit.test"], "netBiosDomain": "GODWIT" },
          "data": "state",
          "pools": [{ "fqdn": "{{Pool}}", "generation": "OCS 2007", "tls": "127.0.0.1:{{server.PortBase + 1}}" }],
          "management": {
            "https": "127.0.0.1:{{server.HttpPort}}",
            "signIn": { "negotiate": true, "roles": { "reader": ["rita@{{KerberosRealm.Name}}"], "serverAdministrator": ["anna@{{KerberosRealm.Name}}"] } }
          },
          "tls": { "certificate": "server.pem", "key": "server.key", "authority": "authority.pem" }
        }
        """;

    [GeneratedRegex(@"^```sh\n(?<text>.*?)^```", RegexOptions.Multiline | RegexOptions.Singleline)]
    private static partial Regex Blocks();
}
