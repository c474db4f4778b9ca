using Godwit.Admin.Forest;
using Godwit.Pool.Users;
using Godwit.Server.Configuration;
using Godwit.Server.Rolls;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace Godwit.Server.AdminApi;

/// <summary>/api/v1/directory: the directory as a directory's console shows it, accounts without communications included.</summary>
internal static class DirectoryApi
{
    public static void MapDirectory(this IEndpointRouteBuilder api)
    {
        api.MapGet("/directory", Containers);
        api.MapGet("/directory/accounts", Accounts);
        api.MapPost("/directory/accounts/enable", Enable);
    }

    private static async Task<IResult> Containers(string? under, DirectoryRoll directory, CancellationToken cancel)
    {
        var tree = await directory.Read(cancel);
        if (string.IsNullOrEmpty(under)) return TypedResults.Ok<IReadOnlyList<ContainerView>>([.. tree.All.Select(View)]);
        return tree.Find(under) is { } top ? TypedResults.Ok<IReadOnlyList<ContainerView>>([.. DirectoryTree.From(top).Select(View)]) : NoSuchContainer(under);
    }

    private static async Task<IResult> Accounts(string? container, string? search, bool? communications, string? sort, int? offset, int? limit, DirectoryRoll directory, UserViews views, CancellationToken cancel)
    {
        if (string.IsNullOrEmpty(container)) return Answers.Problem(400, "Name the container whose accounts are wanted: container=DN");
        if (Paging.Problem(offset ?? 0, limit ?? 100) is { } wrong) return Answers.Problem(400, wrong);
        if ((await directory.Read(cancel)).Find(container) is not { } found) return NoSuchContainer(container);

        var (order, backwards) = sort is ['-', .. var word] ? (word, true) : (string.IsNullOrEmpty(sort) ? AccountOrder.Name : sort, false);
        if (found.SortedBy(order) is not { } accounts) return Answers.Problem(400, $"Accounts are sorted by {AccountOrder.Words}, with - before it backwards; not by {order}");
        if (communications is { } wanted) accounts = [.. accounts.Where(a => a.User is not null == wanted)];
        if (SearchTerm.Of(search ?? "") is { } term) accounts = [.. accounts.Where(a => term.Matches(a.User?.Address.Value ?? "", a.DisplayName, a.Login))];
        var part = Paging.Part(accounts, offset ?? 0, limit ?? 100, backwards);
        var users = new Queue<Godwit.Admin.Users.UserView>(await views.Of([.. part.Select(a => a.User).OfType<DirectoryUser>()], cancel));
        return TypedResults.Ok(new AccountsPage(accounts.Count, [.. part.Select(a => new AccountView(a.Dn, a.Login, a.DisplayName, a.Mail, a.User is null ? null : users.Dequeue()))]));
    }

    private static async Task<IResult> Enable(
        EnableAccount request, HttpContext context, ForestSettings settings, ForestView forest, IDirectoryEditor editor, UserReplicator replicator, UserViews views, Acts acts, CancellationToken cancel)
    {
        if (!SipAddress.TryParse(request.Address, out var address)) return Answers.NoAddress(request.Address ?? "");
        if (!settings.Domains.Contains(address.Domain)) return Answers.NoDomainHere(address.Domain, settings);
        var home = string.IsNullOrEmpty(request.Pool) ? null : forest.FindPool(request.Pool)?.Fqdn;
        if (home is null && !string.IsNullOrEmpty(request.Pool)) return Answers.NoSuchPool(request.Pool);

        var result = await editor.EnableAccount(new AccountToEnable(request.Login ?? "", address, home, request.EnhancedPresence, string.IsNullOrEmpty(request.Password) ? null : request.Password), cancel);
        if (result == EditResult.NoSuchAccount) return Answers.Problem(404, $"There is no account {request.Login} that is not enabled for communications");
        if (result != EditResult.Done)
        {
            var why = result switch
            {
                EditResult.AddressInUse => $"The address {address} is in use",
                EditResult.NeedsPassword => $"The password of {request.Login} is not known for the address {address}; give one",
                _ => $"The directory did not take {address}: {result}",
            };
            acts.Refused(context, "user.enable-account", address.Value, why);
            return Answers.Problem(409, why);
        }

        await replicator.CatchUp(cancel);
        acts.Done(context, "user.enable-account", address.Value, $"login {request.Login}, {(home is null ? "unassigned" : $"home {home}")}");
        return TypedResults.Ok(await views.Find(address, cancel));
    }

    private static ContainerView View(TreeContainer container) => new(
        container.Dn, container.Parent is null ? UnitNames.CanonicalNameOf(container.Dn) : UnitNames.PlainNameOf(container.Dn), container.Parent?.Dn ?? "",
        container.Dn.StartsWith("OU=", StringComparison.OrdinalIgnoreCase) ? "ou" : UnitNames.IsDomain(container.Dn) ? "domain" : "container",
        container.Accounts.Count, container.Accounts.Count(a => a.User is not null), container.AccountsBelow);

    private static IResult NoSuchContainer(string dn) => Answers.Problem(404, $"The directory has no container {dn}");
}
