using Godwit.Pool.Users;

namespace Godwit.Directory.Embedded;

/// <summary>Where an embedded directory lives and what its forest is called.</summary>
public sealed record EmbeddedDirectoryOptions
{
    /// <summary>The SQLite file; made when there is none.</summary>
    public required string File { get; init; }

    /// <summary>The key that seals secrets at rest, 32 bytes readable by the owner only; made when there is none. Kept apart from backups of the file.</summary>
    public required string KeyFile { get; init; }

    /// <summary>The forest's SIP domain, e.g. <c>godwit.test</c>: realm of HTTP Digest; also gives the root <c>DC=godwit,DC=test</c>.</summary>
    public required string SipDomain { get; init; }

    /// <summary>The domain of <c>GODWIT\alice</c>; by default the first label of the SIP domain in capitals.</summary>
    public string? NetBiosDomain { get; init; }

    internal string Domain => NetBiosDomain ?? SipDomain.Split('.')[0].ToUpperInvariant();

    internal string Root => string.Join(',', SipDomain.Split('.').Select(label => "DC=" + label));

    /// <summary>Of a full name, the name of a unit below the root, or nothing for the container of all users.</summary>
    internal DistinguishedName UnitOf(string unit) => DistinguishedName.Parse(
        unit.Length == 0 ? $"CN=Users,{Root}" :
        unit.Contains('=', StringComparison.Ordinal) ? unit :
        $"OU={DistinguishedName.Escape(unit)},{Root}");
}
