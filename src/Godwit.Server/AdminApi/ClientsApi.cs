using Godwit.Admin.Clients;
using Godwit.Pool.Clients;
using Godwit.Pool.Homes;
using Godwit.Pool.Users;
using Godwit.Server.Pools;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace Godwit.Server.AdminApi;

/// <summary>/api/v1/users/{address}/clients and /api/v1/pools/{fqdn}/clients: what users were seen with.</summary>
internal static class ClientsApi
{
    public static void MapClients(this IEndpointRouteBuilder api)
    {
        api.MapGet("/users/{address}/clients", OfUser);
        api.MapGet("/pools/{fqdn}/clients", OfPool);
    }

    private static async Task<IResult> OfUser(string address, ForestView forest, PoolRack rack, CancellationToken cancel)
    {
        if (!SipAddress.TryParse(address, out var named)) return Answers.NoAddress(address);
        if (forest.Find(named) is not { } user) return Answers.NoSuchUser(named.Value);
        var clients = rack.FindAnywhere(user.HomePool) is { } pool ? await pool.SeenClients(user.Address, cancel) : [];
        return TypedResults.Ok(new UserClientsView(user.Address.Value, user.HomePool ?? "", [.. clients.Select(c => new SeenClientView(c.UserAgent, ClientWords.Of(c.Generation), c.LastSeen))]));
    }

    private static async Task<IResult> OfPool(string fqdn, ForestView forest, PoolRack rack, CancellationToken cancel)
    {
        if (rack.FindAnywhere(fqdn) is not { } pool) return Answers.NoPoolHere(fqdn, forest);
        var homed = forest.Users.Where(u => string.Equals(u.HomePool, pool.Record.Fqdn, StringComparison.OrdinalIgnoreCase)).Select(u => u.Address).ToHashSet();
        var seen = (await pool.SeenClients(cancel)).Where(s => homed.Contains(s.User)).ToList();
        return TypedResults.Ok(new PoolClientsView(
            pool.Record.Fqdn, homed.Count, Users(seen), Users(Of(ClientGeneration.Old)), Users(Of(ClientGeneration.New)), Users(Of(ClientGeneration.Both)),
            [.. seen.GroupBy(s => (s.Client.UserAgent, s.Client.Generation))
                .Select(g => new PoolClientView(g.Key.UserAgent, ClientWords.Of(g.Key.Generation), g.Count(), g.Max(s => s.Client.LastSeen)))
                .OrderByDescending(c => c.Users).ThenBy(c => c.UserAgent, StringComparer.Ordinal)]));

        IEnumerable<(SipAddress User, SeenClient Client)> Of(ClientGeneration generation) => seen.Where(s => s.Client.Generation == generation);
    }

    private static int Users(IEnumerable<(SipAddress User, SeenClient Client)> seen) => seen.Select(s => s.User).Distinct().Count();
}
