using System.Buffers.Text;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Server.Kestrel.Core;
using Microsoft.Extensions.DependencyInjection;

namespace Godwit.Scenarios.AdminApi;

/// <summary>A server of OpenID Connect in this process, as small as one can be: one person, the code flow, PKCE is checked.</summary>
internal sealed class FakeProvider : IAsyncDisposable
{
    public const string Client = "godwit";

    private readonly RSA _key = RSA.Create(2048);
    private readonly string _name;
    private readonly string _group;
    private WebApplication? _app;
    private string _challenge = "";
    private string _nonce = "";

    private FakeProvider(string name, string group) => (_name, _group) = (name, group);

    public Uri Address { get; private set; } = null!;

    public static async Task<FakeProvider> Start(string name, string group)
    {
        var provider = new FakeProvider(name, group);
        var builder = WebApplication.CreateEmptyBuilder(new WebApplicationOptions());
        builder.Services.AddRoutingCore();
        builder.WebHost.UseKestrelCore();
        builder.WebHost.ConfigureKestrel(k => k.Listen(System.Net.IPAddress.Loopback, 0, l => l.Protocols = HttpProtocols.Http1));
        var app = provider._app = builder.Build();
        app.MapGet("/.well-known/openid-configuration", () => Results.Json(provider.Configuration()));
        app.MapGet("/keys", () => Results.Json(provider.Keys()));
        app.MapPost("/token", provider.Token);
        await app.StartAsync(TestContext.Current.CancellationToken);
        provider.Address = new Uri(app.Urls.First(u => u.Contains("127.0.0.1", StringComparison.Ordinal)));
        return provider;
    }

    /// <summary>The person agrees; where her browser is sent back to.</summary>
    public Task<Uri> Authorize(Uri asked)
    {
        var query = System.Web.HttpUtility.ParseQueryString(asked.Query);
        Assert.Equal((Client, "code", "S256"), (query["client_id"], query["response_type"], query["code_challenge_method"]));
        (_challenge, _nonce) = (query["code_challenge"]!, query["nonce"]!);
        return Task.FromResult(new Uri($"{query["redirect_uri"]}?code=the-code&state={Uri.EscapeDataString(query["state"]!)}"));
    }

    public async ValueTask DisposeAsync()
    {
        await _app!.DisposeAsync();
        _key.Dispose();
    }

    private Dictionary<string, object> Configuration() => new()
    {
        ["issuer"] = Issuer,
        ["authorization_endpoint"] = $"{Issuer}/authorize",
        ["token_endpoint"] = $"{Issuer}/token",
        ["jwks_uri"] = $"{Issuer}/keys",
        ["response_types_supported"] = new[] { "code" },
        ["subject_types_supported"] = new[] { "public" },
        ["id_token_signing_alg_values_supported"] = new[] { "RS256" },
    };

    private string Issuer => Address.GetLeftPart(UriPartial.Authority);

    private Dictionary<string, object> Keys()
    {
        var key = _key.ExportParameters(false);
        return new() { ["keys"] = new[] { new Dictionary<string, string> { ["kty"] = "RSA", ["use"] = "sig", ["kid"] = "1", ["alg"] = "RS256", ["n"] = Base64Url.EncodeToString(key.Modulus), ["e"] = Base64Url.EncodeToString(key.Exponent) } } };
    }

    private async Task<IResult> Token(HttpRequest request)
    {
        var form = await request.ReadFormAsync(TestContext.Current.CancellationToken);
        if (form["code"] != "the-code" || Base64Url.EncodeToString(SHA256.HashData(Encoding.ASCII.GetBytes(form["code_verifier"].ToString()))) != _challenge) return Results.BadRequest();
        var now = TimeProvider.System.GetUtcNow().ToUnixTimeSeconds();
        var claims = new Dictionary<string, object>
        {
            ["iss"] = Issuer,
            ["aud"] = Client,
            ["sub"] = "subject-" + _name,
            ["iat"] = now,
            ["exp"] = now + 300,
            ["nonce"] = _nonce,
            ["preferred_username"] = _name,
            ["groups"] = _group.Length == 0 ? [] : new[] { _group },
        };
        return Results.Json(new Dictionary<string, object> { ["access_token"] = "nothing", ["token_type"] = "Bearer", ["expires_in"] = 300, ["id_token"] = Signed(claims) });
    }

    private string Signed(Dictionary<string, object> claims)
    {
        var text = $"{Part(new Dictionary<string, object> { ["alg"] = "RS256", ["typ"] = "JWT", ["kid"] = "1" })}.{Part(claims)}";
        return $"{text}.{Base64Url.EncodeToString(_key.SignData(Encoding.ASCII.GetBytes(text), HashAlgorithmName.SHA256, RSASignaturePadding.Pkcs1))}";

        static string Part(Dictionary<string, object> json) => Base64Url.EncodeToString(JsonSerializer.SerializeToUtf8Bytes(json));
    }
}
