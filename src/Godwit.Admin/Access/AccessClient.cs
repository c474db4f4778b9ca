namespace Godwit.Admin.Access;

/// <summary>Who may administer: the caller's own session, accounts of people, tokens of programs.</summary>
public sealed class AccessClient
{
    private readonly AdminClient _client;

    internal AccessClient(AdminClient client) => _client = client;

    public Task<SessionView> WhoAmI(CancellationToken cancel) => _client.Get("/api/v1/session", AdminJson.Default.SessionView, cancel);

    public Task<IReadOnlyList<AdministratorView>> Accounts(CancellationToken cancel) => _client.Get("/api/v1/accounts", AdminJson.Default.IReadOnlyListAdministratorView, cancel);

    public Task<AdministratorView> Add(AddAdministrator account, CancellationToken cancel) =>
        _client.Send(HttpMethod.Post, "/api/v1/accounts", account, AdminJson.Default.AddAdministrator, AdminJson.Default.AdministratorView, cancel);

    public Task<AdministratorView> AddFirst(FirstAdministrator account, CancellationToken cancel) =>
        _client.Send(HttpMethod.Post, "/api/v1/accounts/first", account, AdminJson.Default.FirstAdministrator, AdminJson.Default.AdministratorView, cancel);

    public Task<AdministratorView> Set(string name, SetAdministrator change, CancellationToken cancel) =>
        _client.Send(HttpMethod.Patch, "/api/v1/accounts/" + Uri.EscapeDataString(name), change, AdminJson.Default.SetAdministrator, AdminJson.Default.AdministratorView, cancel);

    public Task<AdministratorView> Remove(string name, CancellationToken cancel) => _client.Delete("/api/v1/accounts/" + Uri.EscapeDataString(name), AdminJson.Default.AdministratorView, cancel);

    public Task<IReadOnlyList<TokenView>> Tokens(CancellationToken cancel) => _client.Get("/api/v1/tokens", AdminJson.Default.IReadOnlyListTokenView, cancel);

    public Task<NewTokenView> AddToken(AddToken token, CancellationToken cancel) =>
        _client.Send(HttpMethod.Post, "/api/v1/tokens", token, AdminJson.Default.AddToken, AdminJson.Default.NewTokenView, cancel);

    public Task<TokenView> RevokeToken(string id, CancellationToken cancel) => _client.Delete("/api/v1/tokens/" + Uri.EscapeDataString(id), AdminJson.Default.TokenView, cancel);
}
