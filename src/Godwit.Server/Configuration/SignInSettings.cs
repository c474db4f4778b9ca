namespace Godwit.Server.Configuration;

/// <summary>How people sign in, beside local accounts.</summary>
public sealed record SignInSettings
{
    /// <summary>Null = not by another server.</summary>
    public OpenIdConnectSettings? OpenIdConnect { get; init; }

    public bool Negotiate { get; init; }

    public SignInRoles Roles { get; init; } = new([], [], []);

    /// <summary>In the words of the API.</summary>
    public IReadOnlyList<string> Ways => ["account", .. OpenIdConnect is null ? [] : new[] { "openid-connect" }, .. Negotiate ? new[] { "negotiate" } : []];
}

public sealed record OpenIdConnectSettings(Uri Authority, string ClientId, string? ClientSecret, string RoleClaim, IReadOnlyList<string> Scopes)
{
    /// <summary>Without the secret: this may be logged.</summary>
    public override string ToString() => $"{ClientId} at {Authority}";
}

/// <summary>Names of people and groups by role.</summary>
public sealed record SignInRoles(IReadOnlyList<string> Reader, IReadOnlyList<string> UserAdministrator, IReadOnlyList<string> ServerAdministrator)
{
    public bool None => Reader.Count + UserAdministrator.Count + ServerAdministrator.Count == 0;
}
