using Godwit.Moves;
using Godwit.Pool.BackEnds;
using Godwit.Pool.Users;
using Godwit.Server.Pools;
using Godwit.Server.Rolls;

namespace Godwit.Server.AdminApi;

/// <summary>
/// Who is signed in, and who was seen with a client: what only the pools know. An answer stands for some seconds, so that a list that is scrolled through stays the same
/// and no pool is asked for every page.
/// </summary>
internal sealed class UserSets(PoolRack rack, FoundUsers found, ForestView forest, TimeProvider time)
{
    private const int AtATime = 1_000;
    private const int Most = 8;
    private static readonly TimeSpan Stands = TimeSpan.FromSeconds(5);

    private readonly Lock _lock = new();
    private readonly Dictionary<string, (DateTimeOffset At, IReadOnlySet<SipAddress> Users)> _known = new(StringComparer.OrdinalIgnoreCase);

    public async Task<UserChoice> Choice(UserListParameters ask, CancellationToken cancel)
    {
        var choice = new UserChoice
        {
            Search = ask.Search ?? "",
            Pool = ask.Pool ?? "",
            Below = ask.Ou ?? "",
            Unassigned = ask.Unassigned,
            Enabled = ask.Enabled,
            Enhanced = ask.Enhanced,
            Moving = ask.State == UserListWords.Moving,
        };
        var signedIn = ask.State is UserListWords.SignedIn or UserListWords.SignedOut ? await Known("", SignedIn, cancel) : null;
        var client = string.IsNullOrEmpty(ask.Client) ? null : await Known("client " + ask.Client, token => SeenWith(ask.Client, token), cancel);
        if (ask.State == UserListWords.SignedOut) return choice with { Among = client, NotAmong = signedIn };
        return choice with { Among = client is null ? signedIn : signedIn is null ? client : client.Intersect(signedIn).ToHashSet() };
    }

    private async Task<IReadOnlySet<SipAddress>> Known(string question, Func<CancellationToken, Task<IReadOnlySet<SipAddress>>> ask, CancellationToken cancel)
    {
        lock (_lock)
            if (_known.TryGetValue(question, out var known) && time.GetUtcNow() - known.At < Stands) return known.Users;

        var answer = await ask(cancel);
        lock (_lock)
        {
            if (_known.Count >= Most) _known.Remove(_known.MinBy(k => k.Value.At).Key);
            _known[question] = (time.GetUtcNow(), answer);
        }

        return answer;
    }

    private Task<IReadOnlySet<SipAddress>> SignedIn(CancellationToken cancel) => OfEachPool(async (pool, users) =>
    {
        if (rack.Links.Find(pool.Record.Fqdn) is not { } link) return;
        foreach (var some in found.Find(new UserChoice { Pool = pool.Record.Fqdn }, UserSort.Address).Select(u => u.Address).Chunk(AtATime)) users.UnionWith(await link.SignedIn(some, cancel));
    });

    private Task<IReadOnlySet<SipAddress>> SeenWith(string client, CancellationToken cancel) => OfEachPool(async (pool, users) =>
        users.UnionWith((await pool.SeenClients(cancel)).Where(s => s.Client.UserAgent.Contains(client, StringComparison.OrdinalIgnoreCase)).Select(s => s.User)));

    private async Task<IReadOnlySet<SipAddress>> OfEachPool(Func<IForestPool, HashSet<SipAddress>, Task> ask)
    {
        var users = new HashSet<SipAddress>();
        foreach (var fqdn in forest.Pools.Keys)
        {
            if (rack.FindAnywhere(fqdn) is not { IsRunning: true } pool) continue;
            try
            {
                await ask(pool, users);
            }
            catch (Exception e) when (e is BackEndUnavailableException or PoolUnavailableException)
            {
                // Nobody there is signed in, and what its users were seen with can't be known now.
            }
        }

        return users;
    }
}
