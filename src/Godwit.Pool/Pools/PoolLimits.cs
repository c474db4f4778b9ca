namespace Godwit.Pool.Pools;

/// <summary>How much one user may have. Lengths in characters. The first five are those of the originals' tables (MSFT_SIPESUserContactData).</summary>
public sealed record PoolLimits
{
    public int Contacts { get; init; } = 1_000;

    /// <summary>Group ids run from 1 to this.</summary>
    public int Groups { get; init; } = 64;

    public int UriLength { get; init; } = 454;

    public int NameLength { get; init; } = 256;

    public int ExternalUriLength { get; init; } = 1_024;

    /// <summary>contactExtension is any XML; this keeps one contact from filling a database.</summary>
    public int ExtensionLength { get; init; } = 8_192;

    /// <summary>Endpoints at a time; one more signs the oldest out.</summary>
    public int Endpoints { get; init; } = 8;

    public int Aces { get; init; } = 1_000;

    /// <summary>Members of all containers together.</summary>
    public int Members { get; init; } = 2_000;

    public int Publications { get; init; } = 500;

    /// <summary>Of one publication.</summary>
    public int PublicationLength { get; init; } = 65_536;

    /// <summary>[MS-SIP] §2.2.1.</summary>
    public int UserInfoLength { get; init; } = 1_024;

    public int Watchers { get; init; } = 10_000;
}
