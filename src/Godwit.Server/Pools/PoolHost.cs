using System.Collections.Immutable;
using Godwit.Moves;
using Godwit.Pool.Clients;
using Godwit.Pool.ClientVersions;
using Godwit.Pool.Homes;
using Godwit.Pool.Pools;
using Godwit.Pool.Users;
using Godwit.Server.Configuration;
using Godwit.Server.Links;
using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.DependencyInjection;

namespace Godwit.Server.Pools;

/// <summary>
/// One pool of this process: its back end and its gate live as long as the process; its silo and its front end come and go with
/// <see cref="Prepare"/> and <see cref="Stop"/>. A stopped pool is an outage: nobody is listening and its back end is out of reach.
/// </summary>
public sealed class PoolHost : IAsyncDisposable
{
    private readonly PoolPlan _plan;
    private WebApplication? _application;
    private Task _starting = Task.CompletedTask;
    private volatile RunningPool? _running;

    public PoolHost(PoolPlan plan)
    {
        _plan = plan;
        Link = new LocalPoolLink(
            plan.Record, plan.Settings.Limits, plan.Database.BackEnd, plan.Gate, plan.Shared.Replicator, plan.ClientVersions, plan.Clients, () => _running ?? throw new PoolUnavailableException(Fqdn));
    }

    public string Fqdn => _plan.Record.Fqdn;

    public PoolSettings Settings => _plan.Settings;

    public PoolRecord Record => _plan.Record;

    public string GenerationName => PoolNames.Of(Record.Generation);

    public bool IsRunning => _running is not null;

    public IBackEnd BackEnd => _plan.Database.BackEnd;

    public IPoolLink Link { get; }

    /// <summary>The pool's client version filter, as it goes by it.</summary>
    public ClientVersionPolicy ClientVersions => _plan.ClientVersions;

    /// <summary>Users who are signed in now.</summary>
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
        _running = new RunningPool(application.Services.GetRequiredService<Orleans.IGrainFactory>(), application.Services.GetRequiredService<ActiveHomes>());
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

    /// <summary>Signs the user's endpoints out; nothing to do when the pool does not run.</summary>
    public async Task SignOut(SipAddress user, DeregisterReason why)
    {
        if (_running is { } running) await running.Grains.GetGrain<IHomeGrain>(user.Value).Close(why);
    }

    /// <summary>Every client that this pool's back end has seen, those of the last seconds included.</summary>
    public async Task<IReadOnlyList<(SipAddress User, SeenClient Client)>> SeenClients(CancellationToken cancel)
    {
        await _plan.Clients.Flush(cancel);
        return await _plan.Database.Clients.All(cancel);
    }

    /// <summary>The clients of one user, the one seen last first.</summary>
    public async Task<ImmutableArray<SeenClient>> SeenClients(SipAddress user, CancellationToken cancel)
    {
        await _plan.Clients.Flush([user], cancel);
        return (await BackEnd.Clients([user], cancel))[0];
    }

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
