using System.Diagnostics;
using System.Globalization;
using System.Net;
using System.Text;
using System.Text.Json.Nodes;
using Godwit.Real.Tests.Servers;

namespace Godwit.Real.Tests.Access;

/// <summary>A provider of OpenID Connect as Debian has it, over HTTPS on a port of the loopback, with all its state in a folder. It takes codes with PKCE only.</summary>
internal sealed class Glewlwyd : IAsyncDisposable
{
    public const string Client = "godwit";
    public const string Secret = "secret-of-godwit";

    private readonly string _folder;
    private readonly Uri _address;
    private readonly OwnCertificates _certificates;
    private readonly HttpClient _administrator;
    private Process? _server;

    private Glewlwyd(string folder, int port)
    {
        (_folder, _address) = (Directory.CreateDirectory(folder).FullName, new Uri(string.Create(CultureInfo.InvariantCulture, $"https://localhost:{port}")));
        _certificates = new OwnCertificates(folder, "localhost");
        _administrator = new HttpClient(new HttpClientHandler { ServerCertificateCustomValidationCallback = (_, shown, _, _) => shown?.Thumbprint == _certificates.Server.Thumbprint }) { BaseAddress = _address };
    }

    public string Authority => $"{_address}api/oidc";

    /// <summary>Of who has signed its certificate.</summary>
    public string AuthorityFile => Path.Combine(_folder, "authority.pem");

    /// <param name="back">Where people are sent back to.</param>
    public static async Task<Glewlwyd> Start(string folder, int port, string back)
    {
        var provider = new Glewlwyd(folder, port);
        await provider.Begin(port);
        await provider.SetUp(back);
        return provider;
    }

    public Task Add(string name, string password, params string[] groups) =>
        Ask(HttpMethod.Post, "api/user/", new JsonObject { ["username"] = name, ["name"] = name, ["password"] = password, ["scope"] = Texts("openid"), ["groups"] = Texts(groups), ["enabled"] = true });

    public async ValueTask DisposeAsync()
    {
        if (_server is not null) await OtherPrograms.End(_server);
        _administrator.Dispose();
        _certificates.Dispose();
    }

    private async Task Begin(int port)
    {
        await OtherPrograms.Bash(
            """
            sqlite3 glewlwyd.db < /usr/share/dbconfig-common/data/glewlwyd/install/sqlite3
            # It follows no links out of its folder, and the package has some.
            cp -rL /usr/share/glewlwyd/webapp pages
            rm -rf pages/config.json
            cp -L /usr/share/glewlwyd/templates/config.json pages/config.json
            """, _folder, new Dictionary<string, string>());
        var types = string.Join(", ", new[] { "html:text/html", "css:text/css", "js:application/javascript", "json:application/json", "png:image/png", "ico:image/x-icon", "woff2:font/woff2" }
            .Select(t => t.Split(':')).Select(t => $$"""{ extension = ".{{t[0]}}"; mime_type = "{{t[1]}}" }"""));
        await File.WriteAllTextAsync(Path.Combine(_folder, "glewlwyd.conf"),
            $$"""
            port={{port}}
            bind_address="127.0.0.1"
            external_url="{{_address.AbsoluteUri.TrimEnd('/')}}"
            login_url="login.html"
            api_prefix="api"
            static_files_path="{{_folder}}/pages"
            allow_origin="*"
            log_mode="console"
            log_level="INFO"
            cookie_domain="localhost"
            cookie_secure=1
            session_expiration=3600
            session_key="GLEWLWYD2_SESSION_ID"
            admin_scope="g_admin"
            profile_scope="g_profile"
            user_module_path="/usr/lib/glewlwyd/user"
            client_module_path="/usr/lib/glewlwyd/client"
            user_auth_scheme_module_path="/usr/lib/glewlwyd/scheme"
            plugin_module_path="/usr/lib/glewlwyd/plugin"
            use_secure_connection=true
            secure_connection_key_file="{{_folder}}/server.key"
            secure_connection_pem_file="{{_folder}}/server.pem"
            hash_algorithm="SHA512"
            database = { type = "sqlite3"; path = "{{_folder}}/glewlwyd.db" };
            static_files_mime_types = ( {{types}} )
            """);
        _server = await OtherPrograms.Serve("glewlwyd", ["-c", Path.Combine(_folder, "glewlwyd.conf")], _folder, new Dictionary<string, string>(), "Glewlwyd started on port");
    }

    private async Task SetUp(string back)
    {
        // As the package sets its administrator up.
        await Ask(HttpMethod.Post, "api/auth/", new JsonObject { ["username"] = "admin", ["password"] = "password" });
        await Ask(HttpMethod.Post, "api/mod/plugin/", new JsonObject
        {
            ["module"] = "oidc",
            ["name"] = "oidc",
            ["display_name"] = "OpenID Connect",
            ["parameters"] = new JsonObject
            {
                ["iss"] = Authority,
                ["jwt-type"] = "rsa",
                ["jwt-key-size"] = "256",
                ["key"] = await File.ReadAllTextAsync(Path.Combine(_folder, "server.key")),
                ["cert"] = await File.ReadAllTextAsync(Path.Combine(_folder, "server.pem")),
                ["access-token-duration"] = 3600,
                ["refresh-token-duration"] = 3600,
                ["code-duration"] = 600,
                ["session-cookie-name"] = "GLEWLWYD2_OIDC_SESSION",
                ["session-cookie-expiration"] = 3600,
                ["session-management-allowed"] = true,
                ["auth-type-code-enabled"] = true,
                ["auth-type-refresh-enabled"] = true,
                ["pkce-allowed"] = true,
                ["pkce-required"] = true,
                ["pkce-method-plain-allowed"] = false,
                ["jwks-show"] = true,
                ["subject-type"] = "public",
                ["claims"] = new JsonArray(Claim("groups", "groups"), Claim("preferred_username", "username")),
            },
        });
        var users = JsonNode.Parse(await Ask(HttpMethod.Get, "api/mod/user/database", null))!;
        users["parameters"]!["data-format"]!["groups"] = new JsonObject { ["multiple"] = true, ["read"] = true, ["write"] = true, ["profile-read"] = true, ["profile-write"] = false };
        await Ask(HttpMethod.Put, "api/mod/user/database", users);
        await Ask(HttpMethod.Put, "api/mod/user/database/reset", null);
        await Ask(HttpMethod.Post, "api/client/", new JsonObject
        {
            ["client_id"] = Client,
            ["name"] = "Godwit",
            ["confidential"] = true,
            ["client_secret"] = Secret,
            ["redirect_uri"] = Texts(back),
            ["authorization_type"] = Texts("code"),
            ["token_endpoint_auth_method"] = Texts("client_secret_post"),
            ["scope"] = Texts("openid"),
            ["enabled"] = true,
        });
    }

    private static JsonObject Claim(string name, string property) => new() { ["name"] = name, ["user-property"] = property, ["type"] = "string", ["mandatory"] = true };

    private static JsonArray Texts(params string[] texts) => [.. texts.Select(t => (JsonNode)t)];

    private async Task<string> Ask(HttpMethod method, string path, JsonNode? body)
    {
        using var request = new HttpRequestMessage(method, new Uri(path, UriKind.Relative));
        if (body is not null) request.Content = new StringContent(body.ToJsonString(), Encoding.UTF8, "application/json");
        using var answer = await _administrator.SendAsync(request, TestContext.Current.CancellationToken);
        var said = await answer.Content.ReadAsStringAsync(TestContext.Current.CancellationToken);
        Assert.True(answer.StatusCode == HttpStatusCode.OK, $"{method} {path}: {answer.StatusCode} {said}");
        return said;
    }
}
