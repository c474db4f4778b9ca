namespace Godwit.Admin.Connections;

/// <summary>
/// Which server is meant. In this order: the profile that was named; the server that was named; GODWIT_SERVER; the profile that is in use; a demo on this machine. A token
/// that is given stands before the profile's; GODWIT_TOKEN goes to no server of a profile.
/// </summary>
/// <param name="Server">As it was given; null = it was not.</param>
public sealed record ConnectionChoice(string? Server, string? Token, string? Profile)
{
    /// <summary>The connection, or a sentence that says what is wrong.</summary>
    /// <exception cref="ProfileException">The profiles are needed and can't be used.</exception>
    public (Connection? Connection, string? Problem) Make(Func<string, string?> environment, Func<ProfileBook> profiles)
    {
        ArgumentNullException.ThrowIfNull(environment);
        ArgumentNullException.ThrowIfNull(profiles);
        if (Connection.TokenProblem(Token) is { } problem) return (null, problem);
        if (Profile is not null) return Server is null ? OfProfile(Profile, profiles()) : (null, "Name a server or a profile, not both.");
        if (Server is not null) return At(Server, $"'{Server}'", environment);
        if (environment("GODWIT_SERVER") is { Length: > 0 } set) return At(set, $"GODWIT_SERVER: '{set}'", environment);
        return profiles() is { Current: { } current } book ? OfProfile(current, book) : At(Connection.DemoServer, Connection.DemoServer, environment);
    }

    private (Connection?, string?) At(string server, string named, Func<string, string?> environment)
    {
        if (Connection.AddressIn(server) is not { } address) return (null, $"{named} is not an address like https://HOST:PORT");
        var token = Token ?? (environment("GODWIT_TOKEN") is { Length: > 0 } set ? set : null);
        return Connection.TokenProblem(token) is { } problem ? (null, $"GODWIT_TOKEN: {problem}") : (new Connection(address, token, null), null);
    }

    private (Connection?, string?) OfProfile(string name, ProfileBook book)
    {
        if (!book.Profiles.TryGetValue(name, out var profile))
            return (null, book.Profiles.Count == 0 ? $"There is no profile {name}: 'godwit profile add' makes one." : $"There is no profile {name}; there are: {string.Join(", ", book.Profiles.Keys.Order(StringComparer.Ordinal))}.");
        if (Connection.AddressIn(profile.Server) is not { } address) return (null, $"The server of the profile {name}, '{profile.Server}', is not an address like https://HOST:PORT");
        if (Connection.TokenProblem(profile.Token) is { } wrong) return (null, $"The profile {name} can't be used. {wrong}");
        var (trust, problem) = ServerTrust.Of(profile.Fingerprint, profile.Authority);
        return problem is null ? (new Connection(address, Token ?? profile.Token, trust) { Profile = name }, null) : (null, $"The profile {name} can't be used. {problem}");
    }
}
