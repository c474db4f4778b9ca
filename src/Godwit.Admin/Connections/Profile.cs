namespace Godwit.Admin.Connections;

/// <summary>A server that somebody works with: where it is, how to come in, and how to know it.</summary>
public sealed record Profile(string Server)
{
    public string? Token { get; init; }

    /// <summary>SHA-256 of its certificate; no other one is taken.</summary>
    public string? Fingerprint { get; init; }

    /// <summary>The certificates, as PEM, of the authority that vouches for it.</summary>
    public string? Authority { get; init; }

    public override string ToString() => Server;
}

/// <summary>All profiles of a user.</summary>
/// <param name="Current">The one that is meant when no server is named; null = none.</param>
public sealed record ProfileBook(string? Current, IReadOnlyDictionary<string, Profile> Profiles)
{
    public static ProfileBook Empty { get; } = new(null, new Dictionary<string, Profile>());

    public ProfileBook With(string name, Profile profile) => this with { Profiles = new Dictionary<string, Profile>(Profiles) { [name] = profile } };

    public ProfileBook Without(string name)
    {
        var rest = new Dictionary<string, Profile>(Profiles);
        rest.Remove(name);
        return new ProfileBook(Current == name ? null : Current, rest);
    }
}

/// <summary>The profiles can't be used; one sentence says why, and what to do.</summary>
public sealed class ProfileException(string message, Exception? inner = null) : Exception(message, inner);
