namespace Godwit.Admin.Clients;

/// <summary>A client that a user signed in with. Generation: <c>old</c>, <c>new</c>, <c>both</c>. <paramref name="LastSeen"/> is the hour of its last sign-in.</summary>
public sealed record SeenClientView(string UserAgent, string Generation, DateTimeOffset LastSeen);

/// <summary>The clients of one user, the one seen last first.</summary>
public sealed record UserClientsView(string Address, string Home, IReadOnlyList<SeenClientView> Clients);

/// <summary>A kind of client on a pool, and how many of its users were seen with it.</summary>
public sealed record PoolClientView(string UserAgent, string Generation, int Users, DateTimeOffset LastSeen);

/// <summary>What the users of a pool sign in with: how many of them were seen with a client of each generation (one user may be in all three), and the clients.</summary>
/// <param name="Users">Users who are homed there; <paramref name="Seen"/>: those of them who were seen with any client.</param>
public sealed record PoolClientsView(string Pool, int Users, int Seen, int Old, int New, int Both, IReadOnlyList<PoolClientView> Clients);
