using System.Collections.Concurrent;
using Godwit.Admin.Users;
using Godwit.Moves;
using Godwit.Pool.BackEnds;
using Godwit.Pool.Users;
using Godwit.Server.Pools;
using Godwit.Server.Rolls;

namespace Godwit.Server.AdminApi;

/// <summary>Users as administrators see them: the directory's word, and from each home who is signed in and the enhanced presence mode.</summary>
internal sealed class UserViews(ForestView forest, UserRoll roll, PoolRack rack)
{
    private const int Batch = 500;

    /// <summary>The last mode read of each user, for as long as her pool is out of reach.</summary>
    private readonly ConcurrentDictionary<SipAddress, bool> _modes = new();

    public async Task<IReadOnlyList<UserView>> All(CancellationToken cancel)
    {
        var views = new List<UserView>();
        foreach (var batch in roll.By(UserSort.Address).Chunk(Batch)) views.AddRange(await Of(batch, cancel));
        return views;
    }

    public async Task<UserView?> Find(SipAddress address, CancellationToken cancel) =>
        forest.Find(address) is { } user ? (await Of([user], cancel))[0] with { Attributes = user.Card } : null;

    /// <summary>In the same order.</summary>
    public async Task<IReadOnlyList<UserView>> Of(IReadOnlyList<DirectoryUser> users, CancellationToken cancel)
    {
        var signedIn = new HashSet<SipAddress>();
        foreach (var home in users.GroupBy(u => u.HomePool ?? "", u => u.Address, StringComparer.OrdinalIgnoreCase))
        {
            if (rack.FindAnywhere(home.Key) is not { IsRunning: true } pool) continue;
            try
            {
                await Ask(pool, [.. home], signedIn, cancel);
            }
            catch (Exception e) when (e is BackEndUnavailableException or PoolUnavailableException)
            {
                // Stopped just now: what was known before stands.
            }
        }

        return [.. users.Select(user => View(user, signedIn.Contains(user.Address)))];
    }

    private async Task Ask(IForestPool pool, IReadOnlyList<SipAddress> users, HashSet<SipAddress> signedIn, CancellationToken cancel)
    {
        var unknown = new List<SipAddress>();
        foreach (var user in users)
        {
            if (pool.TryMode(user, out var rich)) _modes[user] = rich;
            else unknown.Add(user);
        }

        if (unknown.Count > 0)
        {
            var surveys = await pool.BackEnd.Survey(unknown, cancel);
            for (var i = 0; i < unknown.Count; i++) _modes[unknown[i]] = surveys[i].RichMode;
        }

        if (rack.Links.Find(pool.Record.Fqdn) is { } link) signedIn.UnionWith(await link.SignedIn(users, cancel));
    }

    private UserView View(DirectoryUser user, bool signedIn) =>
        new(user.Address.Value, user.HomePool ?? "", user.Enabled, new EnhancedPresenceView(user.EnhancedPresenceEnabled, _modes.GetValueOrDefault(user.Address)))
        {
            DisplayName = user.DisplayName,
            Login = user.Login,
            Mail = user.Mail ?? "",
            Dn = user.Dn,
            Ou = UnitNames.ContainerOf(user.Dn).ToString(),
            MovingTo = user.TargetPool ?? "",
            SignedIn = signedIn,
            Options = Options(user),
            Revision = user.Revision,
        };

    private UserOptionsView Options(DirectoryUser user) => new()
    {
        Federation = user.Federation,
        RemoteAccess = user.RemoteAccess,
        PublicIm = Has(user, DirectoryUser.PublicImFlag),
        RemoteCallControl = Has(user, DirectoryUser.RemoteCallControlFlag),
        AnonymousMeetings = Has(user, DirectoryUser.AnonymousMeetingsFlag),
        Voice = Has(user, DirectoryUser.VoiceFlag),
        Archiving = ArchivingWords.Of(user.Archiving, forest.FindPool(user.HomePool)?.Generation),
        LineUri = user.Line ?? "",
        LineServerUri = user.LineServer ?? "",
    };

    private static bool Has(DirectoryUser user, int flag) => (user.OptionFlags & flag) != 0;
}
