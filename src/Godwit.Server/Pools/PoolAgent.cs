using System.Collections.Immutable;
using Godwit.Links;
using Godwit.Pool.Clients;
using Godwit.Pool.ClientVersions;
using Godwit.Pool.Users;

namespace Godwit.Server.Pools;

/// <summary>A pool of this host as the management of its forest asks it.</summary>
internal sealed class PoolAgent(PoolHost pool) : IPoolAgent
{
    public Task<PoolDescription> Describe(CancellationToken cancel) => Task.FromResult(new PoolDescription(pool.IsRunning, pool.SignedIn, pool.Settings.Limits, pool.Filter));

    public Task SetClientVersions(ClientVersionFilter filter, CancellationToken cancel) => pool.ChangeFilter(_ => filter, cancel);

    public async Task<IReadOnlyList<PoolClient>> SeenClients(CancellationToken cancel) => [.. (await pool.SeenClients(cancel)).Select(c => new PoolClient(c.User, c.Client))];

    public Task<ImmutableArray<SeenClient>> SeenClientsOf(SipAddress user, CancellationToken cancel) => pool.SeenClients(user, cancel);
}
