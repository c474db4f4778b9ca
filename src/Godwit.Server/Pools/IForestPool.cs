using System.Collections.Immutable;
using Godwit.Moves;
using Godwit.Pool.Clients;
using Godwit.Pool.ClientVersions;
using Godwit.Pool.Homes;
using Godwit.Pool.Pools;
using Godwit.Pool.Users;

namespace Godwit.Server.Pools;

/// <summary>A pool of the forest as administrators see it, wherever it runs: <see cref="PoolHost"/> here, <see cref="PoolElsewhere"/> on another host.</summary>
public interface IForestPool
{
    PoolRecord Record { get; }

    bool IsRunning { get; }

    /// <summary>Users who are signed in now.</summary>
    int SignedIn { get; }

    /// <summary>In words, e.g. <c>tcp 127.0.0.1:5060</c>.</summary>
    IReadOnlyList<string> Listeners { get; }

    IBackEnd BackEnd { get; }

    /// <summary>Null: it has none (LCS 2005 SP1).</summary>
    ClientVersionFilter? Filter { get; }

    /// <summary>See <see cref="ClientVersionPolicy.Change"/>.</summary>
    Task<ClientVersionFilter?> ChangeFilter(Func<ClientVersionFilter, ClientVersionFilter?> change, CancellationToken cancel);

    /// <summary>Every client that this pool's back end has seen, those of the last seconds included.</summary>
    Task<IReadOnlyList<(SipAddress User, SeenClient Client)>> SeenClients(CancellationToken cancel);

    /// <summary>The clients of one user, the one seen last first.</summary>
    Task<ImmutableArray<SeenClient>> SeenClients(SipAddress user, CancellationToken cancel);

    /// <summary>Whether the user's enhanced presence mode is set, when that is known without asking a database; false = it is not known.</summary>
    bool TryMode(SipAddress user, out bool rich);

    /// <summary>Signs the user's endpoints out; nothing to do when the pool does not run.</summary>
    Task SignOut(SipAddress user, DeregisterReason why);
}
