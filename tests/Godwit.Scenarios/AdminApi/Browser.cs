using System.Net;
using System.Net.Http.Json;
using System.Text.Json;
using Godwit.Scenarios.Forests;

namespace Godwit.Scenarios.AdminApi;

/// <summary>A browser as far as the admin API sees it: it keeps cookies, and says where its pages come from.</summary>
internal sealed class Browser : IDisposable
{
    private readonly HttpClientHandler _handler;
    private readonly HttpClient _http;

    /// <param name="host">By which the server is reached.</param>
    public Browser(TestForest forest, string host = "127.0.0.1")
    {
        Server = new Uri($"https://{host}:{forest.Settings.Management!.Https.Port}");
        _handler = new HttpClientHandler { AllowAutoRedirect = false, MaxConnectionsPerServer = 12, ServerCertificateCustomValidationCallback = HttpClientHandler.DangerousAcceptAnyServerCertificateValidator };
        _http = new HttpClient(_handler) { BaseAddress = Server };
    }

    public Uri Server { get; }

    public IEnumerable<Cookie> Cookies => _handler.CookieContainer.GetAllCookies();

    /// <param name="ours">A page of the server itself makes the request.</param>
    public async Task<HttpResponseMessage> Send(HttpMethod method, string path, object? body = null, bool ours = true, params (string Name, string Value)[] headers)
    {
        using var request = new HttpRequestMessage(method, path);
        if (ours) request.Headers.Add("Godwit-Request", "1");
        foreach (var (name, value) in headers) request.Headers.Add(name, value);
        if (body is not null) request.Content = JsonContent.Create(body, body.GetType(), options: JsonSerializerOptions.Web);
        return await _http.SendAsync(request, TestContext.Current.CancellationToken);
    }

    public async Task<HttpStatusCode> Status(HttpMethod method, string path, object? body = null, bool ours = true, params (string Name, string Value)[] headers)
    {
        using var answer = await Send(method, path, body, ours, headers);
        return answer.StatusCode;
    }

    public Task<HttpResponseMessage> Page(string path) => Send(HttpMethod.Get, path, null, ours: false, ("Accept", "text/html"));

    public void Dispose()
    {
        _http.Dispose();
        _handler.Dispose();
    }
}
