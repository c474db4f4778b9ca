using System.Collections.Concurrent;
using Godwit.Admin.Users;
using Godwit.Pool.BackEnds;
using Godwit.Pool.Users;
using Godwit.Server.Pools;

namespace Godwit.Server.AdminApi;

/// <summary>Users as administrators see them: the directory's word, and the enhanced presence mode from each home's back end.</summary>
internal sealed class UserViews(ForestView forest, PoolRack rack)
{
    private const int Batch = 500;

    /// <summary>The last mode read of each user, for as long as her pool is out of reach.</summary>
    private readonly ConcurrentDictionary<SipAddress, bool> _modes = new();

    public async Task<IReadOnlyList<UserView>> All(CancellationToken cancel)
    {
        var users = forest.Users.OrderBy(u => u.Address).ToList();
        foreach (var group in users.GroupBy(u => u.HomePool ?? "", StringComparer.OrdinalIgnoreCase))
            foreach (var batch in group.Select(u => u.Address).Chunk(Batch))
                await ReadModes(group.Key, batch, cancel);
        return [.. users.Select(View)];
    }

    public async Task<UserView?> Find(SipAddress address, CancellationToken cancel)
    {
        if (forest.Find(address) is not { } user) return null;
        await ReadModes(user.HomePool ?? "", [address], cancel);
        return View(user);
    }

    private async Task ReadModes(string home, SipAddress[] users, CancellationToken cancel)
    {
        if (rack.Find(home) is not { IsRunning: true } pool) return;
        try
        {
            var surveys = await pool.BackEnd.Survey(users, cancel);
            for (var i = 0; i < users.Length; i++) _modes[users[i]] = surveys[i].RichMode;
        }
        catch (BackEndUnavailableException)
        {
            // Stopped just now: what was known before stands.
        }
    }

    private UserView View(DirectoryUser user) =>
        new(user.Address.Value, user.HomePool ?? "", user.Enabled, new EnhancedPresenceView(user.EnhancedPresenceEnabled, _modes.GetValueOrDefault(user.Address)))
        {
            DisplayName = user.DisplayName,
            Dn = user.Dn,
            MovingTo = user.TargetPool ?? "",
        };
}
