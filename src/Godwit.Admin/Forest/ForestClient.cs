using System.Globalization;
using System.Text;
using Godwit.Admin.Users;

namespace Godwit.Admin.Forest;

/// <summary>The forest as a console shows it: its tree, the directory's tree, figures.</summary>
public sealed class ForestClient
{
    private readonly AdminClient _client;

    internal ForestClient(AdminClient client) => _client = client;

    public Task<ForestOverview> Overview(CancellationToken cancel) => _client.Get("/api/v1/forest", AdminJson.Default.ForestOverview, cancel);

    public Task<FiguresView> Figures(CancellationToken cancel) => _client.Get("/api/v1/figures", AdminJson.Default.FiguresView, cancel);

    /// <summary>Containers in their tree's order, each after the one above it. <paramref name="under"/> a DN: it and what is below; null = everything.</summary>
    public Task<IReadOnlyList<ContainerView>> Containers(string? under, CancellationToken cancel) =>
        _client.Get("/api/v1/directory" + (under is null ? "" : "?under=" + Uri.EscapeDataString(under)), AdminJson.Default.IReadOnlyListContainerView, cancel);

    public Task<AccountsPage> Accounts(AccountQuery query, CancellationToken cancel)
    {
        var path = new StringBuilder("/api/v1/directory/accounts?container=").Append(Uri.EscapeDataString(query.Container));
        path.Append("&sort=").Append(Uri.EscapeDataString(query.Sort));
        path.Append(CultureInfo.InvariantCulture, $"&offset={query.Offset}&limit={query.Limit}");
        if (query.Search.Length > 0) path.Append("&search=").Append(Uri.EscapeDataString(query.Search));
        if (query.Communications is { } communications) path.Append("&communications=").Append(communications ? "true" : "false");
        return _client.Get(path.ToString(), AdminJson.Default.AccountsPage, cancel);
    }

    public Task<UserView> Enable(EnableAccount account, CancellationToken cancel) =>
        _client.Send(HttpMethod.Post, "/api/v1/directory/accounts/enable", account, AdminJson.Default.EnableAccount, AdminJson.Default.UserView, cancel);
}
