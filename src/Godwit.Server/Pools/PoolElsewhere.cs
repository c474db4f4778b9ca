using System.Collections.Immutable;
using Godwit.Links.Management;
using Godwit.Moves;
using Godwit.Pool.Clients;
using Godwit.Pool.ClientVersions;
using Godwit.Pool.Homes;
using Godwit.Pool.Pools;
using Godwit.Pool.Users;
using Godwit.Server.Configuration;

namespace Godwit.Server.Pools;

/// <summary>A pool that another host runs.</summary>
public sealed class PoolElsewhere(RemotePool remote, PoolSettings settings) : IForestPool, IDisposable
{
    private readonly SemaphoreSlim _one = new(1);

    public PoolRecord Record => remote.Pool;

    public bool IsRunning => remote.Description.Running;

    public int SignedIn => remote.Description.SignedIn;

    public IReadOnlyList<string> Listeners => settings.Listeners;

    public IBackEnd BackEnd => remote.BackEnd;

    public ClientVersionFilter? Filter => Record.Generation < PoolGeneration.Ocs2007 ? null : remote.ClientVersions;

    public async Task<ClientVersionFilter?> ChangeFilter(Func<ClientVersionFilter, ClientVersionFilter?> change, CancellationToken cancel)
    {
        await _one.WaitAsync(cancel);
        try
        {
            await remote.Refresh(cancel);
            if (change(remote.ClientVersions) is not { } after) return null;
            await remote.Agent.SetClientVersions(after, cancel);
            await remote.Refresh(cancel);
            return after;
        }
        finally
        {
            _one.Release();
        }
    }

    public async Task<IReadOnlyList<(SipAddress User, SeenClient Client)>> SeenClients(CancellationToken cancel) =>
        [.. (await remote.Agent.SeenClients(cancel)).Select(c => (c.User, c.Client))];

    public Task<ImmutableArray<SeenClient>> SeenClients(SipAddress user, CancellationToken cancel) => remote.Agent.SeenClientsOf(user, cancel);

    public bool TryMode(SipAddress user, out bool rich) => rich = false;

    /// <summary>Nothing to do: the pool learns from the directory who was disabled.</summary>
    public Task SignOut(SipAddress user, DeregisterReason why) => Task.CompletedTask;

    public void Dispose() => _one.Dispose();
}
