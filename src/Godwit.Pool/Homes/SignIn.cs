using System.Collections.Immutable;
using Godwit.Pool.Users;
using Orleans;

namespace Godwit.Pool.Homes;

/// <summary>Which generation's rules a client lives by (design: the sign-in table).</summary>
public enum ClientGeneration
{
    /// <summary>Communicator 2005, CWA 2005, Communicator Mobile 2005, and whoever does not speak categories.</summary>
    Old,

    /// <summary>Communicator 2007 / R2, CWA 2007+, Mobile 2007+.</summary>
    New,

    /// <summary>Sipe without a Communicator token: follows what the server offers.</summary>
    Both,
}

/// <summary>Why a user may not sign in with this client here.</summary>
public enum SignInRefusal
{
    /// <summary>A new client on an LCS 2005 SP1 pool.</summary>
    ClientNeedsNewerPool,

    /// <summary>A new client of a user who is not enabled for enhanced presence.</summary>
    NotEnabledForEnhancedPresence,

    /// <summary>An old client of a user whose enhanced presence mode is set.</summary>
    EnhancedPresenceRequired,

    Disabled,
    UnknownUser,
    Unassigned,
    PoolUnavailable,
}

/// <summary>A client wants to sign in (REGISTER). The front end has authenticated the user and found that she is homed here and enabled.</summary>
[GenerateSerializer, Immutable, Alias("godwit.SignInRequest")]
public sealed record SignInRequest(
    [property: Id(0)] EndpointKey Endpoint,
    [property: Id(1)] string Contact,
    [property: Id(2)] string Connection,
    [property: Id(3)] string? Instance,
    [property: Id(4)] string UserAgent,
    [property: Id(5)] ClientGeneration Client,
    [property: Id(6)] bool EnhancedPresenceEnabled,
    [property: Id(7)] TimeSpan Expires,
    [property: Id(8)] string? Path = null);

/// <summary>
/// The answer: <see cref="Refusal"/>, or the endpoint as it is now registered, with the connection that it left when the same endpoint
/// came back over another one. <see cref="All"/>: her endpoints, this one among them (RFC 3261 §10.3 lists all bindings).
/// </summary>
[GenerateSerializer, Immutable, Alias("godwit.SignInResult")]
public sealed record SignInResult(
    [property: Id(0)] SignInRefusal? Refusal,
    [property: Id(1)] Endpoint? Endpoint,
    [property: Id(2)] string? ReplacedConnection,
    [property: Id(3)] bool IsRefresh,
    [property: Id(4)] ImmutableArray<Endpoint> All = default);
