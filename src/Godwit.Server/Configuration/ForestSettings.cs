using System.Net;
using Godwit.Directory.Embedded;
using Godwit.Moves.Notices;
using Godwit.Moves.Vault;
using Godwit.Pool.Pools;
using Godwit.Sip.Wire;

namespace Godwit.Server.Configuration;

/// <summary>A configuration that was checked: everything is there and every path is absolute.</summary>
public sealed record ForestSettings
{
    public required IReadOnlyList<string> Domains { get; init; }

    public required string NetBiosDomain { get; init; }

    /// <summary>Absolute path of the embedded directory's file.</summary>
    public required string DirectoryFile { get; init; }

    /// <summary>Absolute path of the folder of all state.</summary>
    public required string DataFolder { get; init; }

    public required IReadOnlyList<PoolSettings> Pools { get; init; }

    /// <summary>Null on a host that only joins.</summary>
    public required ManagementSettings? Management { get; init; }

    /// <summary>Null where the management is.</summary>
    public JoinSettings? Join { get; init; }

    /// <summary>The pools that this host runs.</summary>
    public IEnumerable<PoolSettings> PoolsHere => Pools.Where(p => !p.Elsewhere);

    /// <summary>Null = development certificates.</summary>
    public TlsSettings? Tls { get; init; }

    public LimitSettings Limits { get; init; } = new();

    public VaultOptions Vault { get; init; } = new();
}

public sealed record PoolSettings
{
    public required string Fqdn { get; init; }

    public required PoolGeneration Generation { get; init; }

    public PoolEdition Edition { get; init; }

    /// <summary>Another host runs it.</summary>
    public bool Elsewhere { get; init; }

    public IPEndPoint? Tcp { get; init; }

    public IPEndPoint? Tls { get; init; }

    public IPEndPoint? Udp { get; init; }

    /// <summary>Where the web service takes HTTPS.</summary>
    public IPEndPoint? Web { get; init; }

    public int MaxGroupSizeToExpand { get; init; } = 100;

    /// <summary>What clients and other pools are told to connect to.</summary>
    public required string Advertise { get; init; }

    public required string DatabaseFile { get; init; }

    /// <summary>How much each of its users may have.</summary>
    public PoolLimits Limits { get; init; } = new();

    /// <summary>As the directory knows it.</summary>
    public PoolRecord Record => new(Fqdn, Generation, Edition, PoolDn.Of(Fqdn));

    /// <summary>The listeners in words, e.g. <c>tcp 127.0.0.1:5060</c>.</summary>
    public IReadOnlyList<string> Listeners =>
        [.. new[] { ("tcp", Tcp), ("tls", Tls), ("udp", Udp), ("web", Web) }.Where(l => l.Item2 is not null).Select(l => $"{l.Item1} {l.Item2}")];
}

public sealed record ManagementSettings(IPEndPoint Https, bool TrustLoopback)
{
    /// <summary>Where pool hosts join; null = nowhere.</summary>
    public IPEndPoint? PoolHosts { get; init; }

    public IReadOnlyList<WebhookSettings> Webhooks { get; init; } = [];

    public SignInSettings SignIn { get; init; } = new();
}

public sealed record WebhookSettings(Uri Url, string Secret, IReadOnlySet<MoveEvent> Events)
{
    /// <summary>Without the secret: this may be logged.</summary>
    public override string ToString() => Url.ToString();
}

/// <summary>Where the forest's management lets pool hosts in.</summary>
public sealed record JoinSettings(string Host, int Port);

public sealed record TlsSettings(string CertificateFile, string KeyFile, string AuthorityFile);

/// <summary>How much a client may ask; the defaults are those of the SIP edge, with their reasons there.</summary>
public sealed record LimitSettings
{
    public SipLimits Sip { get; init; } = new();

    public TimeSpan IdleTimeout { get; init; } = TimeSpan.FromMinutes(15);

    public TimeSpan MessageTimeout { get; init; } = TimeSpan.FromSeconds(30);

    public int MaxWriteQueue { get; init; } = 1024 * 1024;

    public TimeSpan RegistrationExpires { get; init; } = TimeSpan.FromHours(2);

    /// <summary>How long the old pool keeps an undo copy of a moved user.</summary>
    public TimeSpan UndoWindow { get; init; } = TimeSpan.FromDays(14);
}
