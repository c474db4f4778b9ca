namespace Godwit.Admin.Pools;

/// <summary>A pool. Generation: <c>LCS 2005 SP1</c>, <c>OCS 2007</c>, <c>OCS 2007 R2</c>. Edition: <c>Standard Edition</c>, <c>Enterprise</c>. State: <c>running</c>, <c>stopped</c>.</summary>
/// <param name="Users">How many users are homed there.</param>
public sealed record PoolView(string Fqdn, string Generation, string Edition, int Users, string State)
{
    /// <summary>How many of them are signed in now.</summary>
    public int SignedIn { get; init; }

    /// <summary><c>tcp 127.0.0.1:5060</c>, <c>tls 127.0.0.1:5061</c>, <c>udp 127.0.0.1:5060</c></summary>
    public IReadOnlyList<string> Listeners { get; init; } = [];

    /// <summary>Where a console's tree shows it: <c>enterprise</c>, <c>standard</c>, or <c>earlier</c> when the forest has pools of a newer generation.</summary>
    public string Group { get; init; } = "";

    public IReadOnlyList<FrontEndView> FrontEnds { get; init; } = [];

    /// <summary>What the doctor's last look at everybody has found there, in words.</summary>
    public IReadOnlyList<string> Warnings { get; init; } = [];
}

/// <summary>A front end of a pool. State: <c>running</c>, <c>stopped</c>. <paramref name="Elsewhere"/>: another host than the management's runs it.</summary>
public sealed record FrontEndView(string Name, string State, bool Elsewhere, IReadOnlyList<string> Listeners);
