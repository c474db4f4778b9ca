using System.Collections.Immutable;
using Godwit.Pool.Users;

namespace Godwit.Moves.Healing;

/// <summary>A copy and the pool whose back end holds it.</summary>
public sealed record PlacedCopy(string Pool, UserCopyState State, DateTimeOffset? Until);

/// <summary>All that is known of one user: the directory, the copies of her data, the journal.</summary>
/// <param name="User">Null: the directory does not know her.</param>
public sealed record UserCase(SipAddress Address, DirectoryUser? User, ImmutableArray<PlacedCopy> Copies)
{
    /// <summary>A move has a claim on her: whatever is half-way is its business.</summary>
    public bool InMove { get; init; }

    /// <summary>What is on its way to her by forced moves.</summary>
    public ImmutableArray<Delivery> Deliveries { get; init; } = [];

    /// <summary>Pools that the engine still has to tell how she stands.</summary>
    public ImmutableArray<string> Owing { get; init; } = [];
}

/// <summary>The forest in whose light a case is judged.</summary>
/// <param name="Pools">Those of the directory.</param>
/// <param name="Retired">Pools that were retired and whose databases can be read, with their distinguished names.</param>
/// <param name="Unreachable">Pools whose databases could not be asked: nothing is concluded from their silence.</param>
public sealed record ForestFacts(DateTimeOffset Now, ImmutableHashSet<string> Pools, ImmutableDictionary<string, string> Retired, ImmutableHashSet<string> Unreachable);
