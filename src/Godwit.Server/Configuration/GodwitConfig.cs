using System.Text.Json;
using System.Text.Json.Serialization;

namespace Godwit.Server.Configuration;

/// <summary>The configuration file as it is written: nothing is checked yet, everything may be missing. <see cref="ConfigReader"/> makes <see cref="ForestSettings"/> of it.</summary>
public sealed record GodwitConfig : Section
{
    public ForestConfig? Forest { get; init; }

    /// <summary>Folder of all state: databases, certificates, the audit file. Relative to the configuration file.</summary>
    public string? Data { get; init; }

    public IReadOnlyList<PoolConfig?>? Pools { get; init; }

    /// <summary>The forest is managed here: the directory, the move engine, the admin API. Instead of <see cref="Join"/>.</summary>
    public ManagementConfig? Management { get; init; }

    /// <summary>The forest is managed on another host: this one only runs pools.</summary>
    public JoinConfig? Join { get; init; }

    public TlsConfig? Tls { get; init; }

    public LimitsConfig? Limits { get; init; }

    public VaultConfig? Vault { get; init; }
}

/// <summary>A part of the file. Members that nobody knows are caught here, to be named.</summary>
public abstract record Section
{
    [JsonExtensionData]
    public Dictionary<string, JsonElement>? Unknown { get; set; }
}

public sealed record ForestConfig : Section
{
    /// <summary>SIP domains; the first is also the Digest realm.</summary>
    public IReadOnlyList<string?>? Domains { get; init; }

    /// <summary>The short name before the backslash of a login, e.g. <c>GODWIT</c>.</summary>
    public string? NetBiosDomain { get; init; }

    /// <summary>File of the embedded directory, below the data folder. Default <c>directory.db</c>.</summary>
    public string? Directory { get; init; }
}

public sealed record PoolConfig : Section
{
    public string? Fqdn { get; init; }

    /// <summary><c>LCS 2005 SP1</c>, <c>OCS 2007</c> or <c>OCS 2007 R2</c>.</summary>
    public string? Generation { get; init; }

    /// <summary><c>Standard Edition</c> (the default) or <c>Enterprise</c>.</summary>
    public string? Edition { get; init; }

    /// <summary><c>address:port</c>; left out = no such listener.</summary>
    public string? Tcp { get; init; }

    public string? Tls { get; init; }

    public string? Udp { get; init; }

    /// <summary>Where the web service that expands distribution groups takes HTTPS, <c>address:port</c>; left out = groups can't be expanded.</summary>
    public string? Web { get; init; }

    /// <summary>Host name or address that clients are redirected to. Default: the listeners' address, or the FQDN when they listen on every address.</summary>
    public string? Advertise { get; init; }

    /// <summary>File of the back-end database, below the data folder. Default: the FQDN with <c>.db</c>.</summary>
    public string? Database { get; init; }

    /// <summary>It runs on another host, which joins this forest or is its management; the listeners are those that it has there.</summary>
    public bool? Elsewhere { get; init; }

    /// <summary>Contacts that each user of the pool may have (MSFT_SIPESEmSetting). Default 1,000.</summary>
    public int? MaxContactsPerUser { get; init; }

    /// <summary>People of a distribution group that clients are told; one with more is not expanded. Default 100.</summary>
    public int? MaxGroupSizeToExpand { get; init; }
}

public sealed record ManagementConfig : Section
{
    /// <summary>Where the admin API listens, <c>address:port</c>.</summary>
    public string? Https { get; init; }

    /// <summary>Lets callers from this host in without a token. Demonstrations only.</summary>
    public bool? TrustLoopback { get; init; }

    /// <summary>Where hosts with pools of this forest join, <c>address:port</c>; left out = all pools run here.</summary>
    public string? PoolHosts { get; init; }

    /// <summary>How people sign in, beside local accounts.</summary>
    public SignInConfig? SignIn { get; init; }

    /// <summary>Who is told of moves over HTTP.</summary>
    public IReadOnlyList<WebhookConfig?>? Webhooks { get; init; }
}

public sealed record SignInConfig : Section
{
    public OpenIdConnectConfig? OpenIdConnect { get; init; }

    /// <summary>Kerberos, by a browser of the domain.</summary>
    public bool? Negotiate { get; init; }

    /// <summary>Who of those that sign in by these ways has which role.</summary>
    public SignInRolesConfig? Roles { get; init; }
}

public sealed record OpenIdConnectConfig : Section
{
    /// <summary>Below it lies <c>.well-known/openid-configuration</c>. <c>https</c>; <c>http</c> on loopback only.</summary>
    public string? Authority { get; init; }

    public string? ClientId { get; init; }

    public string? ClientSecret { get; init; }

    /// <summary>Where the identity token has a person's groups or roles. Default <c>groups</c>.</summary>
    public string? RoleClaim { get; init; }

    /// <summary>Default <c>openid</c> and <c>profile</c>.</summary>
    public IReadOnlyList<string?>? Scopes { get; init; }
}

/// <summary>Names of people and groups.</summary>
public sealed record SignInRolesConfig : Section
{
    public IReadOnlyList<string?>? Reader { get; init; }

    public IReadOnlyList<string?>? UserAdministrator { get; init; }

    public IReadOnlyList<string?>? ServerAdministrator { get; init; }
}

public sealed record WebhookConfig : Section
{
    /// <summary><c>https</c>; <c>http</c> on loopback only.</summary>
    public string? Url { get; init; }

    /// <summary>Signs what is sent.</summary>
    public string? Secret { get; init; }

    /// <summary>Left out: all.</summary>
    public IReadOnlyList<string?>? Events { get; init; }
}

public sealed record JoinConfig : Section
{
    /// <summary>Where the management lets pool hosts in, <c>host:port</c>: its <c>management.poolHosts</c>.</summary>
    public string? Management { get; init; }
}

/// <summary>Certificate files in PEM. Left out: a development authority is made in the data folder.</summary>
public sealed record TlsConfig : Section
{
    public string? Certificate { get; init; }

    public string? Key { get; init; }

    /// <summary>The authority that signs the pools' certificates: a peer with a certificate from it is a pool of this forest.</summary>
    public string? Authority { get; init; }
}

/// <summary>The newest known data of all users, outside their pools' databases.</summary>
public sealed record VaultConfig : Section
{
    /// <summary>Seconds between two passes over the users who have changed; 0 = no vault is kept. Default 900.</summary>
    public int? Interval { get; init; }

    /// <summary>Users who were moved by force are told so in their clients. Default true.</summary>
    public bool? TellUsers { get; init; }
}

public sealed record LimitsConfig : Section
{
    public int? MaxBody { get; init; }

    public int? MaxHeaders { get; init; }

    public int? MaxLine { get; init; }

    /// <summary>Seconds.</summary>
    public int? IdleTimeout { get; init; }

    /// <summary>Seconds.</summary>
    public int? MessageTimeout { get; init; }

    /// <summary>Octets.</summary>
    public int? MaxWriteQueue { get; init; }

    /// <summary>Seconds.</summary>
    public int? RegistrationExpires { get; init; }

    /// <summary>Days that the old pool keeps an undo copy of a moved user.</summary>
    public int? UndoDays { get; init; }
}
