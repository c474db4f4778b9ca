using System.Security.Claims;

namespace Godwit.Server.SignIn;

/// <summary>Whoever makes a request. <paramref name="From"/>: the address that she really sits at, also when the console asks in her name.</summary>
internal sealed record Caller(string Name, Role Role, string How, string From)
{
    public const string Account = "account";
    public const string Token = "token";
    /// <summary>The token file of the data folder.</summary>
    public const string AdminFile = "admin-token";
    public const string OpenIdConnect = "openid-connect";
    public const string Negotiate = "negotiate";
    public const string Loopback = "loopback";

    private const string RoleClaim = "godwit.role";
    private const string HowClaim = "godwit.how";
    private const string FromClaim = "godwit.from";
    private const string StampClaim = "godwit.stamp";

    /// <summary>Of a session with a local account: what ends it when it changes.</summary>
    public string? Stamp { get; init; }

    /// <summary>As the audit file names her: names of one kind can't be taken for those of another.</summary>
    public string Who => How is OpenIdConnect or Negotiate or Token ? $"{How}:{Name}" : Name;

    public ClaimsPrincipal ToPrincipal() => new(new ClaimsIdentity(
        [new(ClaimTypes.Name, Name), new(RoleClaim, RoleWords.Of(Role)), new(HowClaim, How), new(FromClaim, From), .. Stamp is null ? [] : new Claim[] { new(StampClaim, Stamp) }],
        "Godwit", ClaimTypes.Name, RoleClaim));

    /// <summary>Null: nobody who was signed in here.</summary>
    public static Caller? Of(ClaimsPrincipal? principal) =>
        principal?.Identity is { IsAuthenticated: true, Name: { } name } && RoleWords.Read(principal.FindFirstValue(RoleClaim)) is { } role && principal.FindFirstValue(HowClaim) is { } how
            ? new Caller(name, role, how, principal.FindFirstValue(FromClaim) ?? "") { Stamp = principal.FindFirstValue(StampClaim) }
            : null;
}
