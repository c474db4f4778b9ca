using Godwit.Directory.Embedded;
using Godwit.Moves;
using Godwit.Pool.Users;
using Godwit.Server.AdminApi;
using Godwit.Server.Audit;
using Godwit.Server.Certificates;
using Godwit.Server.Configuration;
using Godwit.Server.Links;
using Godwit.Server.Pools;
using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.Logging;

namespace Godwit.Server.Hosting;

/// <summary>A forest in a box: everything that the configuration names, in this process. Read <see cref="Start"/> as the table of contents.</summary>
public sealed class ForestHost : IAsyncDisposable
{
    private readonly ForestState _state;
    private readonly WebApplication _adminApi;
    private readonly AuditFile _audit;
    private readonly Replication _replication;

    private ForestHost(ForestState state, PoolRack rack, WebApplication adminApi, AuditFile audit, Replication replication)
    {
        _state = state;
        Rack = rack;
        _adminApi = adminApi;
        _audit = audit;
        _replication = replication;
    }

    public PoolRack Rack { get; }

    public IMoves Moves => _state.Moves;

    public ForestView View => _state.Shared.Forest;

    /// <summary>Where the admin API's token lies.</summary>
    public string TokenFile => AdminToken.FileIn(_state.Settings.DataFolder);

    /// <exception cref="StartException">One sentence for the operator: why this forest can't start here and now.</exception>
    public static async Task<ForestHost> Start(ForestSettings settings, ForestStart how, CancellationToken cancel)
    {
        StartCheck.Certificates(settings);
        StartCheck.Ports(settings);
        var state = await ForestState.Open(settings, how, cancel);
        try
        {
            if (how.Seed is not null) await how.Seed(state.Doors, cancel);
            await state.Shared.Replicator.CatchUp(cancel);
            await Task.WhenAll(state.Pools.Select(p => Task.Run(() => p.Prepare(cancel), cancel)));
            await state.Moves.Resume(cancel);

            var audit = new AuditFile(state.Folder.Audit);
            var rack = new PoolRack(state.Pools, state.Links, state.Moves, state.Directory.Editor, state.Shared.Replicator, state.Retired, state.Shared.Loggers.CreateLogger<PoolRack>());
            var adminApi = AdminApiHost.Build(new AdminParts(settings, rack, state.Moves, state.Directory.Editor, AdminToken.Open(settings.DataFolder), audit, state.Certificates.For(ForestCertificates.Management), state.Shared));
            await adminApi.StartAsync(cancel);
            await Task.WhenAll(state.Pools.Select(p => p.Open()));
            return new ForestHost(state, rack, adminApi, audit, Replication.Start(state.Shared));
        }
        catch
        {
            await state.DisposeAsync();
            throw;
        }
    }

    /// <summary>Nobody new is let in, what is under way ends, then everything closes. Moves go on at the next start.</summary>
    public async ValueTask DisposeAsync()
    {
        await _adminApi.StopAsync();
        await _adminApi.DisposeAsync();
        await _replication.DisposeAsync();
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
