using Orleans;

namespace Godwit.Pool.Users;

/// <summary>A user as the directory knows her; a snapshot. Homes are pool FQDNs here; the directory stores DNs.</summary>
/// <param name="Id">The directory's own key: stable over renames.</param>
/// <param name="Dn">Distinguished name, e.g. <c>CN=Alice,OU=Sales,DC=godwit,DC=test</c>.</param>
/// <param name="Login">sAMAccountName, e.g. <c>alice</c>.</param>
/// <param name="HomePool">FQDN that msRTCSIP-PrimaryHomeServer resolves to; null when it names no pool in the forest (Unassigned Users).</param>
/// <param name="TargetPool">FQDN of msRTCSIP-TargetHomeServer: set while a move is under way.</param>
/// <param name="OptionFlags">msRTCSIP-OptionFlags; bit 256 = enabled for enhanced presence.</param>
/// <param name="Revision">Rises with every change of this user (the directory's update sequence number).</param>
[GenerateSerializer, Immutable, Alias("godwit.DirectoryUser")]
public sealed record DirectoryUser(
    [property: Id(0)] long Id,
    [property: Id(1)] string Dn,
    [property: Id(2)] SipAddress Address,
    [property: Id(3)] string Login,
    [property: Id(4)] string DisplayName,
    [property: Id(5)] string? Mail,
    [property: Id(6)] bool Enabled,
    [property: Id(7)] string? HomePool,
    [property: Id(8)] string? TargetPool,
    [property: Id(9)] int OptionFlags,
    [property: Id(10)] long Revision)
{
    public const int PublicImFlag = 1;
    public const int RemoteCallControlFlag = 16;
    public const int AnonymousMeetingsFlag = 64;
    public const int VoiceFlag = 128;
    public const int EnhancedPresenceFlag = 256;

    public bool EnhancedPresenceEnabled => (OptionFlags & EnhancedPresenceFlag) != 0;

    /// <summary>Title, office, phones and so on for contact cards and search, by LDAP attribute name.</summary>
    [Id(11)]
    public IReadOnlyDictionary<string, string> Card { get; init; } = EmptyCard;

    /// <summary>What msRTCSIP-PrimaryHomeServer names when that is no pool of the forest, as the directory compares names; null when there is none, or it resolves.</summary>
    [Id(12)]
    public string? DanglingHome { get; init; }

    /// <summary>msRTCSIP-FederationEnabled.</summary>
    [Id(13)]
    public bool Federation { get; init; }

    /// <summary>msRTCSIP-InternetAccessEnabled.</summary>
    [Id(14)]
    public bool RemoteAccess { get; init; }

    /// <summary>msRTCSIP-ArchivingEnabled as it stands: what it means is another matter on LCS 2005 than later.</summary>
    [Id(15)]
    public int Archiving { get; init; }

    /// <summary>msRTCSIP-Line.</summary>
    [Id(16)]
    public string? Line { get; init; }

    /// <summary>msRTCSIP-LineServer.</summary>
    [Id(17)]
    public string? LineServer { get; init; }

    /// <summary>True when a contact card would say the same of both.</summary>
    public bool HasCardOf(DirectoryUser other) =>
        DisplayName == other.DisplayName && Mail == other.Mail && Card.Count == other.Card.Count
        && Card.All(attribute => other.Card.TryGetValue(attribute.Key, out var value) && value == attribute.Value);

    private static readonly IReadOnlyDictionary<string, string> EmptyCard = new Dictionary<string, string>();
}
