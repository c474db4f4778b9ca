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
using Godwit.Admin.Access;
using Godwit.Admin.Audit;
using Godwit.Admin.Clients;
using Godwit.Admin.Connections;
using Godwit.Admin.Files;
using Godwit.Admin.Forest;
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

    /// <summary>A file may take as long as it takes.</summary>
    private readonly HttpClient _patient;

    private readonly Func<CancellationToken, ValueTask<string>>? _ticket;

    /// <summary>Why the server's certificate was not taken, and its fingerprint.</summary>
    private (string Why, string Fingerprint)? _untrusted;

    public AdminClient(Uri server, string? token = null, ServerTrust? trust = null)
    {
        var handler = new SocketsHttpHandler { ConnectTimeout = TimeSpan.FromSeconds(5) };
        handler.SslOptions.RemoteCertificateValidationCallback = (_, certificate, _, errors) =>
        {
            var why = certificate is null ? "it shows none" : trust is not null ? trust.WhyNot(certificate, errors) : WhyNot(server, errors);
            _untrusted = why is null ? null : (why, certificate is null ? "" : ServerTrust.FingerprintOf(certificate));
            return why is null;
        };
        _http = new HttpClient(handler) { BaseAddress = server, Timeout = TimeSpan.FromMinutes(5) };
        _patient = new HttpClient(handler, disposeHandler: false) { BaseAddress = server, Timeout = System.Threading.Timeout.InfiniteTimeSpan };
        if (token is not null) _http.DefaultRequestHeaders.Authorization = _patient.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", token);
    }

    /// <param name="ticket">Asked before each request in whose name it is made.</param>
    public AdminClient(Uri server, Func<CancellationToken, ValueTask<string>> ticket) : this(server) => _ticket = ticket;

    /// <summary>Users' data in and out of files.</summary>
    public UserFiles Files => new(this);

    /// <summary>The forest's tree, the directory's tree, figures.</summary>
    public ForestClient Forest => new(this);

    /// <summary>Sessions, accounts of administrators, tokens.</summary>
    public AccessClient Access => new(this);

    public AuditClient Audit => new(this);

    public Task<IReadOnlyList<UserView>> Users(CancellationToken cancel) => Get("/api/v1/users", AdminJson.Default.IReadOnlyListUserView, cancel);

    public Task<UsersPage> Users(UserQuery query, CancellationToken cancel) => Get(query.Path(), AdminJson.Default.UsersPage, cancel);

    public Task<UserView> User(string address, CancellationToken cancel) => Get(UserPath(address), AdminJson.Default.UserView, cancel);

    public Task<UserView> Add(AddUser user, CancellationToken cancel) =>
        Send(HttpMethod.Post, "/api/v1/users", user, AdminJson.Default.AddUser, AdminJson.Default.UserView, cancel);

    public Task<UserView> SetEnabled(string address, bool enabled, CancellationToken cancel) =>
        Post(UserPath(address) + (enabled ? "/enable" : "/disable"), AdminJson.Default.UserView, cancel);

    public Task<UserView> SetAttributes(string address, SetAttributes change, CancellationToken cancel) =>
        Send(HttpMethod.Post, UserPath(address) + "/attributes", change, AdminJson.Default.SetAttributes, AdminJson.Default.UserView, cancel);

    /// <param name="revision">Only if she is still as she was then (<see cref="UserView.Revision"/>); else the server answers 412.</param>
    public async Task<UserView> Set(string address, SetUser change, long? revision, CancellationToken cancel)
    {
        using var request = new HttpRequestMessage(HttpMethod.Patch, UserPath(address)) { Content = JsonContent.Create(change, AdminJson.Default.SetUser) };
        if (revision is { } known) request.Headers.IfMatch.Add(new EntityTagHeaderValue(string.Create(CultureInfo.InvariantCulture, $"\"{known}\"")));
        return await Ask(request, AdminJson.Default.UserView, cancel);
    }

    public Task<UsersResult> Configure(ConfigureUsers order, CancellationToken cancel) =>
        Send(HttpMethod.Post, "/api/v1/users/configure", order, AdminJson.Default.ConfigureUsers, AdminJson.Default.UsersResult, cancel);

    public Task<DeletedUserView> Delete(string address, bool force, CancellationToken cancel) => Delete($"{UserPath(address)}?force={(force ? "true" : "false")}", AdminJson.Default.DeletedUserView, cancel);

    public Task<UsersResult> Delete(DeleteUsers order, CancellationToken cancel) =>
        Send(HttpMethod.Post, "/api/v1/users/delete", order, AdminJson.Default.DeleteUsers, AdminJson.Default.UsersResult, cancel);

    public Task<IReadOnlyList<PoolView>> Pools(CancellationToken cancel) => Get("/api/v1/pools", AdminJson.Default.IReadOnlyListPoolView, cancel);

    public Task<PoolView> Pool(string fqdn, CancellationToken cancel) => Get(PoolPath(fqdn), AdminJson.Default.PoolView, cancel);

    public Task<PoolView> StartPool(string fqdn, CancellationToken cancel) => Post(PoolPath(fqdn) + "/start", AdminJson.Default.PoolView, cancel);

    public Task<PoolView> StopPool(string fqdn, CancellationToken cancel) => Post(PoolPath(fqdn) + "/stop", AdminJson.Default.PoolView, cancel);

    public Task<RetireResult> RetirePool(string fqdn, bool force, CancellationToken cancel) => RetirePool(fqdn, new RetirePool(force), cancel);

    public Task<IReadOnlyList<RetiredPoolView>> RetiredPools(CancellationToken cancel) => Get("/api/v1/pools/retired", AdminJson.Default.IReadOnlyListRetiredPoolView, cancel);

    public Task<RetireResult> RetirePool(string fqdn, RetirePool retire, CancellationToken cancel) =>
        Send(HttpMethod.Post, PoolPath(fqdn) + "/retire", retire, AdminJson.Default.RetirePool, AdminJson.Default.RetireResult, cancel);

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

    public Task<MoveView> Undo(string id, UndoMove undo, CancellationToken cancel) =>
        Send(HttpMethod.Post, MovePath(id) + "/undo", undo, AdminJson.Default.UndoMove, AdminJson.Default.MoveView, cancel);

    /// <summary>Looks, and mends if asked to.</summary>
    public Task<DoctorView> Doctor(AskDoctor ask, CancellationToken cancel) =>
        Send(HttpMethod.Post, "/api/v1/moves/doctor", ask, AdminJson.Default.AskDoctor, AdminJson.Default.DoctorView, cancel);

    /// <summary>What the last look at everybody has found.</summary>
    public Task<DoctorView> LastDoctor(CancellationToken cancel) => Get("/api/v1/moves/doctor", AdminJson.Default.DoctorView, cancel);

    /// <summary>All, page by page.</summary>
    public Task<IReadOnlyList<MoveProgressView>> Moves(CancellationToken cancel) =>
        MovePages.All(async offset =>
        {
            var page = await Moves(offset, MovePages.Most, cancel);
            return (page.Total, page.Moves);
        }, m => m.Id);

    public Task<PageOfMoves> Moves(int offset, int limit, CancellationToken cancel) =>
        Get(string.Create(CultureInfo.InvariantCulture, $"/api/v1/moves?offset={offset}&limit={limit}"), AdminJson.Default.PageOfMoves, cancel);

    public Task<MoveView> MoveReport(string id, CancellationToken cancel) => Get(MovePath(id), AdminJson.Default.MoveView, cancel);

    public Task<MoveUsersView> MoveUsers(string id, MoveUsersQuery query, CancellationToken cancel) => Get(
        string.Create(CultureInfo.InvariantCulture, $"{MovePath(id)}/users?state={Uri.EscapeDataString(query.State)}&limit={query.Limit}{(query.After is { } after ? $"&after={Uri.EscapeDataString(after)}" : "")}"),
        AdminJson.Default.MoveUsersView, cancel);

    /// <param name="order"><c>suspend</c>, <c>resume</c> or <c>cancel</c>.</param>
    public Task<MoveProgressView> Steer(string id, string order, CancellationToken cancel) => Post($"{MovePath(id)}/{order}", AdminJson.Default.MoveProgressView, cancel);

    public Task<MoveProgressView> Retry(string id, RetryMove retry, CancellationToken cancel) =>
        Send(HttpMethod.Post, MovePath(id) + "/retry", retry, AdminJson.Default.RetryMove, AdminJson.Default.MoveProgressView, cancel);

    public Task<MoveProgressView> Change(string id, ChangeMove change, CancellationToken cancel) =>
        Send(HttpMethod.Post, MovePath(id) + "/terms", change, AdminJson.Default.ChangeMove, AdminJson.Default.MoveProgressView, cancel);

    /// <summary>The public key that receipts of moves are checked with, as PEM.</summary>
    public async Task<string> ReceiptKey(CancellationToken cancel)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, "/api/v1/receipts/key");
        using var response = await Answer(request, HttpCompletionOption.ResponseContentRead, cancel);
        return await response.Content.ReadAsStringAsync(cancel);
    }

    /// <summary>The receipts of a move, or one user's, a line of JSON each, as they come.</summary>
    public IAsyncEnumerable<string> Receipts(string id, string? user, CancellationToken cancel) => Lines($"{MovePath(id)}/receipts{Only(user)}", cancel);

    /// <summary>The same, each beside what has become since of the data that it certifies.</summary>
    public IAsyncEnumerable<ReceiptNowView> ReceiptsNow(string id, string? user, CancellationToken cancel) =>
        Lines($"{MovePath(id)}/receipts/now{Only(user)}", cancel).Select(line => JsonSerializer.Deserialize(line, AdminJson.Default.ReceiptNowView)!);

    /// <summary>Copies a report, <c>csv</c> or <c>html</c>, as it comes; <paramref name="open"/> is asked where to once the server has begun to answer.</summary>
    public Task Report(string id, string format, Func<Stream> open, CancellationToken cancel) => Copy($"{MovePath(id)}/report?format={Uri.EscapeDataString(format)}", open, cancel);

    public Task<PlanView> MakePlan(MakePlan plan, CancellationToken cancel) => Send(HttpMethod.Post, "/api/v1/plans", plan, AdminJson.Default.MakePlan, AdminJson.Default.PlanView, cancel);

    /// <summary>All, page by page.</summary>
    public Task<IReadOnlyList<PlanView>> Plans(CancellationToken cancel) =>
        MovePages.All(async offset =>
        {
            var page = await Plans(offset, MovePages.Most, cancel);
            return (page.Total, page.Plans);
        }, p => p.Id);

    public Task<PageOfPlans> Plans(int offset, int limit, CancellationToken cancel) =>
        Get(string.Create(CultureInfo.InvariantCulture, $"/api/v1/plans?offset={offset}&limit={limit}"), AdminJson.Default.PageOfPlans, cancel);

    public Task<PlanView> Plan(string id, PlanQuery query, CancellationToken cancel) => Get(
        string.Create(CultureInfo.InvariantCulture, $"{PlanPath(id)}?part={Uri.EscapeDataString(query.Part)}&limit={query.Limit}{(query.After is { } after ? $"&after={after}" : "")}"), AdminJson.Default.PlanView, cancel);

    public Task<PlanView> ExcludeFromPlan(string id, IReadOnlyList<string> users, bool exclude, CancellationToken cancel) =>
        Send(HttpMethod.Post, PlanPath(id) + (exclude ? "/exclude" : "/include"), new PlanUsers(users), AdminJson.Default.PlanUsers, AdminJson.Default.PlanView, cancel);

    public Task<PlanView> PutFirstInPlan(string id, IReadOnlyList<string> users, CancellationToken cancel) =>
        Send(HttpMethod.Post, PlanPath(id) + "/first", new PlanUsers(users), AdminJson.Default.PlanUsers, AdminJson.Default.PlanView, cancel);

    public Task<PlanView> RenamePlan(string id, string name, CancellationToken cancel) =>
        Send(HttpMethod.Post, PlanPath(id) + "/name", new RenamePlan(name), AdminJson.Default.RenamePlan, AdminJson.Default.PlanView, cancel);

    public async Task<PlanView> DeletePlan(string id, CancellationToken cancel)
    {
        using var request = new HttpRequestMessage(HttpMethod.Delete, PlanPath(id));
        return await Ask(request, AdminJson.Default.PlanView, cancel);
    }

    public Task<PlanRunView> RunPlan(string id, RunPlan run, CancellationToken cancel) => Send(HttpMethod.Post, PlanPath(id) + "/run", run, AdminJson.Default.RunPlan, AdminJson.Default.PlanRunView, cancel);

    /// <summary>The move's progress as it changes; ends with the move.</summary>
    public async IAsyncEnumerable<MoveProgressView> Watch(string id, [EnumeratorCancellation] CancellationToken cancel)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, MovePath(id) + "/events");
        using var response = await Answer(request, HttpCompletionOption.ResponseHeadersRead, cancel);
        await using var stream = await response.Content.ReadAsStreamAsync(cancel);
        await using var events = SseParser.Create(stream).EnumerateAsync(cancel).GetAsyncEnumerator(cancel);
        var finished = false;
        while (await Next(events.MoveNextAsync().AsTask(), cancel))
        {
            if (JsonSerializer.Deserialize(events.Current.Data, AdminJson.Default.MoveProgressView) is not { } progress) continue;
            finished = progress.IsOver;
            yield return progress;
        }

        // A server that is told to stop ends the answer in good order, but not the move.
        if (!finished) throw new ServerUnreachableException(_http.BaseAddress!, null);
    }

    /// <summary>The progress of all moves as it changes; first of those under way, one event each. Does not end by itself.</summary>
    public async IAsyncEnumerable<MoveProgressView> WatchAll([EnumeratorCancellation] CancellationToken cancel)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, "/api/v1/moves/events");
        using var response = await Open(request, cancel);
        await using var stream = await response.Content.ReadAsStreamAsync(cancel);
        await using var events = SseParser.Create(stream).EnumerateAsync(cancel).GetAsyncEnumerator(cancel);
        while (await Next(events.MoveNextAsync().AsTask(), cancel))
            if (events.Current.EventType == "move" && JsonSerializer.Deserialize(events.Current.Data, AdminJson.Default.MoveProgressView) is { } progress) yield return progress;
        throw new ServerUnreachableException(_http.BaseAddress!, null);
    }

    public void Dispose()
    {
        _patient.Dispose();
        _http.Dispose();
    }

    internal async Task Copy(string path, Func<Stream> open, CancellationToken cancel)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, path);
        using var response = await Answer(request, HttpCompletionOption.ResponseHeadersRead, cancel);
        await using var from = await response.Content.ReadAsStreamAsync(cancel);
        await using var to = open();
        var buffer = new byte[64 * 1024];
        while (await Next(from.ReadAsync(buffer, cancel).AsTask(), cancel) is > 0 and var read) await to.WriteAsync(buffer.AsMemory(0, read), cancel);
    }

    internal async Task<T> Delete<T>(string path, JsonTypeInfo<T> type, CancellationToken cancel)
    {
        using var request = new HttpRequestMessage(HttpMethod.Delete, path);
        return await Ask(request, type, cancel);
    }

    /// <summary>The answer's head is there, its body comes as it comes.</summary>
    internal Task<HttpResponseMessage> Open(HttpRequestMessage request, CancellationToken cancel) => Answer(_patient, request, HttpCompletionOption.ResponseHeadersRead, cancel);

    /// <summary>Without their ends.</summary>
    private async IAsyncEnumerable<string> Lines(string path, [EnumeratorCancellation] CancellationToken cancel)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, path);
        using var response = await Open(request, cancel);
        using var text = new StreamReader(await response.Content.ReadAsStreamAsync(cancel));
        while (await Next(text.ReadLineAsync(cancel).AsTask(), cancel) is { } line) yield return line;
    }

    /// <summary>Waits for what the server sends next; <see cref="ServerUnreachableException"/> when it is silent for long or gone.</summary>
    internal async Task<T> Next<T>(Task<T> next, CancellationToken cancel)
    {
        try
        {
            return await next.WaitAsync(Silence, cancel);
        }
        catch (Exception e) when (IsUnreachable(e, cancel))
        {
            throw new ServerUnreachableException(_http.BaseAddress!, e);
        }
    }

    private static string Only(string? user) => user is null ? "" : "?user=" + Uri.EscapeDataString(user);

    private static string UserPath(string address) => "/api/v1/users/" + Uri.EscapeDataString(address);

    private static string PoolPath(string fqdn) => "/api/v1/pools/" + Uri.EscapeDataString(fqdn);

    private static string FilterPath(string fqdn) => PoolPath(fqdn) + "/client-versions";

    private static string PlanPath(string id) => "/api/v1/plans/" + Uri.EscapeDataString(id);

    private static string MovePath(string id) => "/api/v1/moves/" + Uri.EscapeDataString(id);

    internal async Task<T> Get<T>(string path, JsonTypeInfo<T> type, CancellationToken cancel)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, path);
        return await Ask(request, type, cancel);
    }

    private async Task<T> Post<T>(string path, JsonTypeInfo<T> type, CancellationToken cancel)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, path);
        return await Ask(request, type, cancel);
    }

    internal async Task<TOut> Send<TIn, TOut>(HttpMethod method, string path, TIn body, JsonTypeInfo<TIn> inType, JsonTypeInfo<TOut> outType, CancellationToken cancel)
    {
        using var request = new HttpRequestMessage(method, path) { Content = JsonContent.Create(body, inType) };
        return await Ask(request, outType, cancel);
    }

    private async Task<T> Ask<T>(HttpRequestMessage request, JsonTypeInfo<T> type, CancellationToken cancel)
    {
        using var response = await Answer(request, HttpCompletionOption.ResponseContentRead, cancel);
        return await response.Content.ReadFromJsonAsync(type, cancel) ?? throw new AdminException((int)response.StatusCode, "The server sent an empty answer");
    }

    private Task<HttpResponseMessage> Answer(HttpRequestMessage request, HttpCompletionOption completion, CancellationToken cancel) => Answer(_http, request, completion, cancel);

    private async Task<HttpResponseMessage> Answer(HttpClient http, HttpRequestMessage request, HttpCompletionOption completion, CancellationToken cancel)
    {
        HttpResponseMessage response;
        try
        {
            if (_ticket is not null) request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", await _ticket(cancel));
            response = await http.SendAsync(request, completion, cancel);
        }
        catch (Exception e) when (IsUnreachable(e, cancel))
        {
            throw _untrusted is { } refused ? new ServerUntrustedException(_http.BaseAddress!, refused.Why, refused.Fingerprint, e) : new ServerUnreachableException(_http.BaseAddress!, e);
        }

        if (response.IsSuccessStatusCode) return response;
        using (response)
            throw new AdminException((int)response.StatusCode, await Detail(response, cancel));
    }

    /// <summary>
    /// A development certificate has no public authority behind it. Nobody can stand between two ends of the loopback interface, so there, and only there, the
    /// certificate is not asked about.
    /// </summary>
    private static string? WhyNot(Uri server, SslPolicyErrors errors) =>
        errors == SslPolicyErrors.None || server.IsLoopback ? null
        : errors.HasFlag(SslPolicyErrors.RemoteCertificateNameMismatch) ? "it is for another name"
        : "no authority that this machine trusts vouches for it";

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
