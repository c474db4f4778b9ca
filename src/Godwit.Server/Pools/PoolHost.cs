using System.Collections.Immutable;
using Godwit.FrontEnd.Calls;
using Godwit.Moves;
using Godwit.Pool.Clients;
using Godwit.Pool.ClientVersions;
using Godwit.Pool.Homes;
using Godwit.Pool.Pools;
using Godwit.Pool.Users;
using Godwit.Server.Certificates;
using Godwit.Server.Configuration;
using Godwit.Server.Links;
using Godwit.Storage;
using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.DependencyInjection;

namespace Godwit.Server.Pools;

/// <summary>
/// One pool of this process: its back end and its gate live as long as the process; its silo and its front end come and go with
/// <see cref="Prepare"/> and <see cref="Stop"/>. A stopped pool is an outage: nobody is listening and its back end is out of reach.
/// </summary>
public sealed class PoolHost : IForestPool, IAsyncDisposable
{
    private readonly PoolPlan _plan;
    private WebApplication? _application;
    private Task _starting = Task.CompletedTask;
    private volatile RunningPool? _running;

    public PoolHost(PoolPlan plan)
    {
        _plan = plan;
        Link = new LocalPoolLink(
            plan.Record, plan.Settings.Limits, plan.Database.BackEnd, plan.Gate, plan.Shared.Replicator, plan.ClientVersions, plan.Clients, plan.Database.Hours, () => _running ?? throw new PoolUnavailableException(Fqdn));
    }

    /// <summary>Opens the pool's database; nothing runs yet.</summary>
    public static PoolHost Open(PoolSettings settings, ForestSettings forest, ForestCertificates certificates, SharedParts shared, bool unauthenticated) => new(new PoolPlan(
        settings, settings.Record, PoolDatabase.Open(settings.DatabaseFile, settings.Fqdn), new HomeGate(shared.Time), FrontEndPlan.Of(settings, forest, certificates, unauthenticated), shared));

    public string Fqdn => _plan.Record.Fqdn;

    public PoolSettings Settings => _plan.Settings;

    public PoolRecord Record => _plan.Record;

    public IReadOnlyList<string> Listeners => Settings.Listeners;

    public bool IsRunning => _running is not null;

    public IBackEnd BackEnd => _plan.Database.BackEnd;

    public IPoolLink Link { get; }

    public ClientVersionFilter? Filter => _plan.ClientVersions.HasFilter ? _plan.ClientVersions.Filter : null;

    public int SignedIn => _running?.Homes.SignedInUsers ?? 0;

    /// <summary>Starts everything but the listeners.</summary>
    public async Task Prepare(CancellationToken cancel)
    {
        _plan.Database.Outage.Start();
        await _plan.ClientVersions.Load(cancel);
        var application = PoolApplication.Build(_plan);
        _application = application;
        _starting = application.StartAsync(cancel);
        // Whichever comes first: the gate, or the fault that kept the silo from coming up.
        await await Task.WhenAny(application.Services.GetRequiredService<ListenersGate>().Reached, _starting);
        var services = application.Services;
        _running = new RunningPool(
            services.GetRequiredService<Orleans.IGrainFactory>(), services.GetRequiredService<ActiveHomes>(), services.GetRequiredService<RichModes>(), services.GetRequiredService<RunningCalls>());
    }

    /// <summary>Opens the listeners of a prepared pool.</summary>
    public async Task Open()
    {
        _application?.Services.GetRequiredService<ListenersGate>().Open();
        await _starting;
    }

    public async Task Stop(CancellationToken cancel)
    {
        _running = null;
        _plan.Database.Outage.Stop();
        await End(cancel);
    }

    /// <summary>Like <see cref="Stop"/>, but the back end can still be read.</summary>
    public async Task Retire(CancellationToken cancel)
    {
        _running = null;
        await End(cancel);
        _plan.Database.Outage.Start();
    }

    public Task<ClientVersionFilter?> ChangeFilter(Func<ClientVersionFilter, ClientVersionFilter?> change, CancellationToken cancel) => _plan.ClientVersions.Change(change, cancel);

    public bool TryMode(SipAddress user, out bool rich)
    {
        rich = false;
        return _running is { } running && running.Modes.TryGet(user, out rich);
    }

    public async Task SignOut(SipAddress user, DeregisterReason why)
    {
        if (_running is { } running) await running.Grains.GetGrain<IHomeGrain>(user.Value).Close(why);
    }

    public async Task<IReadOnlyList<(SipAddress User, SeenClient Client)>> SeenClients(CancellationToken cancel)
    {
        await _plan.Clients.Flush(cancel);
        return await _plan.Database.Clients.All(cancel);
    }

    public async Task<ImmutableArray<SeenClient>> SeenClients(SipAddress user, CancellationToken cancel) => (await Link.SeenClients([user], cancel))[0];

    public async ValueTask DisposeAsync()
    {
        _running = null;
        await End(CancellationToken.None);
        _plan.ClientVersions.Dispose();
        await _plan.Database.DisposeAsync();
    }

    private async Task End(CancellationToken cancel)
    {
        if (Interlocked.Exchange(ref _application, null) is not { } application) return;
        await application.StopAsync(cancel);
        await application.DisposeAsync();
    }
}
