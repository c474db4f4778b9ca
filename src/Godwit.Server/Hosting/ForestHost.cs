using System.Net;
using System.Net.Sockets;
using Godwit.Directory.Embedded;
using Godwit.Links.Management;
using Godwit.Moves;
using Godwit.Pool.Users;
using Godwit.Server.AdminApi;
using Godwit.Server.Audit;
using Godwit.Server.Certificates;
using Godwit.Server.Configuration;
using Godwit.Server.Links;
using Godwit.Server.Pools;
using Godwit.Server.SignIn;
using Godwit.Server.Webhooks;
using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace Godwit.Server.Hosting;

/// <summary>A forest in a box: everything that the configuration names, in this process. Read <see cref="Start"/> as the table of contents.</summary>
public sealed class ForestHost : IAsyncDisposable
{
    /// <summary>Who starts a forest starts its hosts at about the same time; an unfinished move is better taken up with all of them.</summary>
    private static readonly TimeSpan PatienceForPoolHosts = TimeSpan.FromSeconds(15);

    private readonly ForestState _state;
    private readonly WebApplication _adminApi;
    private readonly AuditFile _audit;
    private readonly Replication _replication;
    private readonly FirstLook _firstLook;
    private readonly WebhookSender _webhooks;
    private readonly WebApplication? _poolHosts;

    private ForestHost(ForestState state, PoolRack rack, WebApplication adminApi, WebApplication? poolHosts, AuditFile audit, Replication replication, FirstLook firstLook, WebhookSender webhooks)
    {
        _poolHosts = poolHosts;
        _state = state;
        Rack = rack;
        _adminApi = adminApi;
        _audit = audit;
        _replication = replication;
        _firstLook = firstLook;
        _webhooks = webhooks;
    }

    public PoolRack Rack { get; }

    public IMoves Moves => _state.Moves;

    public ForestView View => _state.Shared.Forest;

    /// <summary>What the admin API is made of.</summary>
    internal IServiceProvider AdminServices => _adminApi.Services;

    /// <summary>Where the admin API's token lies.</summary>
    public string TokenFile => AdminToken.FileIn(_state.Settings.DataFolder);

    /// <summary>The one-time way to the first account; null when there is an account, or none is needed.</summary>
    public Uri? FirstLink { get; private init; }

    /// <exception cref="StartException">One sentence for the operator: why this forest can't start here and now.</exception>
    public static async Task<ForestHost> Start(ForestSettings settings, ForestStart how, CancellationToken cancel)
    {
        if (settings.Management is not { } management) throw new ArgumentException("This host does not manage a forest", nameof(settings));
        StartCheck.Certificates(settings);
        StartCheck.Ports(settings);
        var state = await ForestState.Open(settings, how, cancel);
        WebApplication? poolHosts = null;
        try
        {
            if (how.Seed is not null) await how.Seed(state.Doors, cancel);
            await state.Shared.Replicator.CatchUp(cancel);
            await Task.WhenAll(state.Pools.Select(p => Task.Run(() => p.Prepare(cancel), cancel)));
            if (management.PoolHosts is { } door)
            {
                poolHosts = PoolHostsListener.Build(door, state.Certificates, new ForestDoorsOffered(state.Directory.Users, state.Directory.Groups, state.Directory.Secrets), state.Remote, state.Shared);
                await poolHosts.StartAsync(cancel);
                await state.Remote.WaitForAll(PatienceForPoolHosts, cancel);
            }

            await state.Moves.Resume(cancel);
            await state.Plans.Resume(cancel);
            state.Remote.Open();
            state.Vault.Start();

            var audit = new AuditFile(state.Folder.Audit);
            var rack = new PoolRack(state.Pools, state.Elsewhere, state.Links, state.Moves, state.Vault, state.Directory.Editor, state.Shared.Replicator, state.Retired, state.Shared.Loggers.CreateLogger<PoolRack>());
            var adminApi = AdminApiHost.Build(new AdminParts(
                settings, management, rack, state.Moves, state.Plans, state.Receipts, state.Doctor, state.Ties, state.LeftData, state.Handed, state.Directory.Editor, state.Directory.Accounts, state.VaultFile, state.Accounts,
                AdminToken.Open(settings.DataFolder), audit,
                state.Certificates.For(ForestCertificates.Management), state.Shared));
            await adminApi.StartAsync(cancel);
            await Task.WhenAll(state.Pools.Select(p => p.Open()));
            return new ForestHost(state, rack, adminApi, poolHosts, audit, Replication.Start(state.Shared), FirstLook.Start(state.Doctor, state.Shared),
                WebhookSender.Start(state.Outbox, state.Webhooks, state.Shared.Time, state.Shared.Loggers))
            { FirstLink = LinkOf(management, adminApi.Services) };
        }
        catch
        {
            if (poolHosts is not null) await poolHosts.DisposeAsync();
            await state.DisposeAsync();
            throw;
        }
    }

    private static Uri? LinkOf(ManagementSettings management, IServiceProvider services)
    {
        if (management.TrustLoopback || !services.GetRequiredService<Administrators>().None) return null;
        var host = management.Https.Address.Equals(IPAddress.Any) || management.Https.Address.Equals(IPAddress.IPv6Any) ? Dns.GetHostName() : management.Https.AddressFamily == AddressFamily.InterNetworkV6 ? $"[{management.Https.Address}]" : management.Https.Address.ToString();
        return new Uri($"https://{host}:{management.Https.Port}{SignInPages.Welcome}?code={services.GetRequiredService<FirstLink>().Code}");
    }

    /// <summary>Nobody new is let in, what is under way ends, then everything closes. Moves go on at the next start.</summary>
    public async ValueTask DisposeAsync()
    {
        await _adminApi.StopAsync();
        await _adminApi.DisposeAsync();
        await _firstLook.DisposeAsync();
        await _replication.DisposeAsync();
        await _webhooks.DisposeAsync();
        if (_poolHosts is not null)
        {
            await _poolHosts.StopAsync();
            await _poolHosts.DisposeAsync();
        }

        await _state.DisposeAsync();
        Rack.Dispose();
        _audit.Dispose();
    }
}

/// <summary>How a forest is started, beside what its configuration says.</summary>
public sealed record ForestStart(ILoggerFactory Loggers, TimeProvider Time)
{
    /// <summary>Fills the forest before anybody is served.</summary>
    public Func<ForestDoors, CancellationToken, Task>? Seed { get; init; }

    /// <summary>Lets everybody in as whom they say they are. Only tests and benchmarks.</summary>
    public bool Unauthenticated { get; init; }
}
