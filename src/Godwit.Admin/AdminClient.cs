using System.Globalization;
using System.Net;
using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Net.Security;
using System.Net.ServerSentEvents;
using System.Net.Sockets;
using System.Runtime.CompilerServices;
using System.Text.Json;
using System.Text.Json.Serialization.Metadata;
using Godwit.Admin.Clients;
using Godwit.Admin.Moves;
using Godwit.Admin.Pools;
using Godwit.Admin.Users;

namespace Godwit.Admin;

/// <summary>
/// Typed client of the admin API (/api/v1). Throws <see cref="AdminException"/> for a problem the server names and
/// <see cref="ServerUnreachableException"/> when there is no answer.
/// </summary>
public sealed class AdminClient : IDisposable
{
    /// <summary>Without a progress event for so long the server is taken for dead (it sends one at least every 2 s).</summary>
    private static readonly TimeSpan Silence = TimeSpan.FromSeconds(8);

    private readonly HttpClient _http;

    public AdminClient(Uri server, string? token = null)
    {
        var handler = new SocketsHttpHandler { ConnectTimeout = TimeSpan.FromSeconds(5) };
        // A development certificate has no public authority behind it. Nobody can stand between two ends of the loopback
        // interface, so there, and only there, the certificate is not asked about.
        handler.SslOptions.RemoteCertificateValidationCallback = (_, _, _, errors) => errors == SslPolicyErrors.None || server.IsLoopback;
        _http = new HttpClient(handler) { BaseAddress = server, Timeout = TimeSpan.FromMinutes(5) };
        if (token is not null) _http.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", token);
    }

    public Task<IReadOnlyList<UserView>> Users(CancellationToken cancel) => Get("/api/v1/users", AdminJson.Default.IReadOnlyListUserView, cancel);

    public Task<UserView> User(string address, CancellationToken cancel) => Get(UserPath(address), AdminJson.Default.UserView, cancel);

    public Task<UserView> Add(AddUser user, CancellationToken cancel) =>
        Send(HttpMethod.Post, "/api/v1/users", user, AdminJson.Default.AddUser, AdminJson.Default.UserView, cancel);

    public Task<UserView> SetEnabled(string address, bool enabled, CancellationToken cancel) =>
        Post(UserPath(address) + (enabled ? "/enable" : "/disable"), AdminJson.Default.UserView, cancel);

    public Task<UserView> SetAttributes(string address, SetAttributes change, CancellationToken cancel) =>
        Send(HttpMethod.Post, UserPath(address) + "/attributes", change, AdminJson.Default.SetAttributes, AdminJson.Default.UserView, cancel);

    public Task<IReadOnlyList<PoolView>> Pools(CancellationToken cancel) => Get("/api/v1/pools", AdminJson.Default.IReadOnlyListPoolView, cancel);

    public Task<PoolView> Pool(string fqdn, CancellationToken cancel) => Get(PoolPath(fqdn), AdminJson.Default.PoolView, cancel);

    public Task<PoolView> StartPool(string fqdn, CancellationToken cancel) => Post(PoolPath(fqdn) + "/start", AdminJson.Default.PoolView, cancel);

    public Task<PoolView> StopPool(string fqdn, CancellationToken cancel) => Post(PoolPath(fqdn) + "/stop", AdminJson.Default.PoolView, cancel);

    public Task<RetireResult> RetirePool(string fqdn, bool force, CancellationToken cancel) =>
        Send(HttpMethod.Post, PoolPath(fqdn) + "/retire", new RetirePool(force), AdminJson.Default.RetirePool, AdminJson.Default.RetireResult, cancel);

    public Task<UserClientsView> UserClients(string address, CancellationToken cancel) => Get(UserPath(address) + "/clients", AdminJson.Default.UserClientsView, cancel);

    public Task<PoolClientsView> PoolClients(string fqdn, CancellationToken cancel) => Get(PoolPath(fqdn) + "/clients", AdminJson.Default.PoolClientsView, cancel);

    public Task<ClientVersionFilterView> ClientVersions(string fqdn, CancellationToken cancel) => Get(FilterPath(fqdn), AdminJson.Default.ClientVersionFilterView, cancel);

    public Task<ClientVersionFilterView> SetClientVersions(string fqdn, SetClientVersionFilter change, CancellationToken cancel) =>
        Send(HttpMethod.Post, FilterPath(fqdn), change, AdminJson.Default.SetClientVersionFilter, AdminJson.Default.ClientVersionFilterView, cancel);

    public Task<ClientVersionFilterView> AddClientVersionRule(string fqdn, AddClientVersionRule rule, CancellationToken cancel) =>
        Send(HttpMethod.Post, FilterPath(fqdn) + "/rules", rule, AdminJson.Default.AddClientVersionRule, AdminJson.Default.ClientVersionFilterView, cancel);

    public async Task<ClientVersionFilterView> RemoveClientVersionRule(string fqdn, int rule, CancellationToken cancel)
    {
        using var request = new HttpRequestMessage(HttpMethod.Delete, string.Create(CultureInfo.InvariantCulture, $"{FilterPath(fqdn)}/rules/{rule}"));
        return await Ask(request, AdminJson.Default.ClientVersionFilterView, cancel);
    }

    public Task<ClientVersionVerdictView> TestClientVersion(string fqdn, string userAgent, CancellationToken cancel) =>
        Get($"{FilterPath(fqdn)}/test?userAgent={Uri.EscapeDataString(userAgent)}", AdminJson.Default.ClientVersionVerdictView, cancel);

    public Task<MoveView> Move(StartMove move, CancellationToken cancel) =>
        Send(HttpMethod.Post, "/api/v1/moves", move, AdminJson.Default.StartMove, AdminJson.Default.MoveView, cancel);

    public Task<IReadOnlyList<MoveProgressView>> Moves(CancellationToken cancel) => Get("/api/v1/moves", AdminJson.Default.IReadOnlyListMoveProgressView, cancel);

    public Task<MoveView> MoveReport(string id, CancellationToken cancel) => Get(MovePath(id), AdminJson.Default.MoveView, cancel);

    /// <summary>The move's progress as it changes; ends with the move.</summary>
    public async IAsyncEnumerable<MoveProgressView> Watch(string id, [EnumeratorCancellation] CancellationToken cancel)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, MovePath(id) + "/events");
        using var response = await Answer(request, HttpCompletionOption.ResponseHeadersRead, cancel);
        await using var stream = await response.Content.ReadAsStreamAsync(cancel);
        await using var events = SseParser.Create(stream).EnumerateAsync(cancel).GetAsyncEnumerator(cancel);
        var finished = false;
        while (await Next(events, cancel))
        {
            if (JsonSerializer.Deserialize(events.Current.Data, AdminJson.Default.MoveProgressView) is not { } progress) continue;
            finished = progress.State == "finished";
            yield return progress;
        }

        // A server that is told to stop ends the answer in good order, but not the move.
        if (!finished) throw new ServerUnreachableException(_http.BaseAddress!, null);
    }

    public void Dispose() => _http.Dispose();

    private async Task<bool> Next(IAsyncEnumerator<SseItem<string>> events, CancellationToken cancel)
    {
        try
        {
            return await events.MoveNextAsync().AsTask().WaitAsync(Silence, cancel);
        }
        catch (Exception e) when (IsUnreachable(e, cancel))
        {
            throw new ServerUnreachableException(_http.BaseAddress!, e);
        }
    }

    private static string UserPath(string address) => "/api/v1/users/" + Uri.EscapeDataString(address);

    private static string PoolPath(string fqdn) => "/api/v1/pools/" + Uri.EscapeDataString(fqdn);

    private static string FilterPath(string fqdn) => PoolPath(fqdn) + "/client-versions";

    private static string MovePath(string id) => "/api/v1/moves/" + Uri.EscapeDataString(id);

    private async Task<T> Get<T>(string path, JsonTypeInfo<T> type, CancellationToken cancel)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, path);
        return await Ask(request, type, cancel);
    }

    private async Task<T> Post<T>(string path, JsonTypeInfo<T> type, CancellationToken cancel)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, path);
        return await Ask(request, type, cancel);
    }

    private async Task<TOut> Send<TIn, TOut>(HttpMethod method, string path, TIn body, JsonTypeInfo<TIn> inType, JsonTypeInfo<TOut> outType, CancellationToken cancel)
    {
        using var request = new HttpRequestMessage(method, path) { Content = JsonContent.Create(body, inType) };
        return await Ask(request, outType, cancel);
    }

    private async Task<T> Ask<T>(HttpRequestMessage request, JsonTypeInfo<T> type, CancellationToken cancel)
    {
        using var response = await Answer(request, HttpCompletionOption.ResponseContentRead, cancel);
        return await response.Content.ReadFromJsonAsync(type, cancel) ?? throw new AdminException((int)response.StatusCode, "The server sent an empty answer");
    }

    private async Task<HttpResponseMessage> Answer(HttpRequestMessage request, HttpCompletionOption completion, CancellationToken cancel)
    {
        HttpResponseMessage response;
        try
        {
            response = await _http.SendAsync(request, completion, cancel);
        }
        catch (Exception e) when (IsUnreachable(e, cancel))
        {
            throw new ServerUnreachableException(_http.BaseAddress!, e);
        }

        if (response.IsSuccessStatusCode) return response;
        using (response)
            throw new AdminException((int)response.StatusCode, await Detail(response, cancel));
    }

    private static async Task<string> Detail(HttpResponseMessage response, CancellationToken cancel)
    {
        try
        {
            if (await response.Content.ReadFromJsonAsync(AdminJson.Default.Problem, cancel) is { } problem && (problem.Detail ?? problem.Title) is { } detail)
                return detail;
        }
        catch (JsonException)
        {
            // Not a problem document: the status line says what there is to say.
        }

        return response.StatusCode == HttpStatusCode.Unauthorized
            ? "The server asks for a token: give --token or set GODWIT_TOKEN"
            : $"The server answered {(int)response.StatusCode} {response.ReasonPhrase}";
    }

    private static bool IsUnreachable(Exception e, CancellationToken cancel) =>
        e is HttpRequestException or IOException or SocketException or TimeoutException || (e is TaskCanceledException && !cancel.IsCancellationRequested);
}
