namespace Godwit.Sip.Wire;

/// <summary>How much a peer may ask of one connection. All sizes in octets.</summary>
public sealed record SipLimits
{
    /// <summary>Longest start line or header line. 8 KiB: NTLM and Kerberos tokens of real clients stay under 4 KiB.</summary>
    public int MaxLine { get; init; } = 8 * 1024;

    /// <summary>Most header lines. RFC 4475 §3.1.1.7 has 34 Via lines among its 43; a long Record-Route chain adds some.</summary>
    public int MaxHeaders { get; init; } = 128;

    /// <summary>All of start line and headers.</summary>
    public int MaxHead { get; init; } = 32 * 1024;

    /// <summary>Largest body. A contact list of 1,000 contacts is under 200 KiB.</summary>
    public int MaxBody { get; init; } = 512 * 1024;
}
