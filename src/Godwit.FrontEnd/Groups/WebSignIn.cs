using Godwit.FrontEnd.Authentication;
using Godwit.Pool.Users;
using Godwit.Sip.Headers;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Features;

namespace Godwit.FrontEnd.Groups;

/// <summary>Who asks over HTTPS: the same passwords and the same count of wrong ones as over SIP (HTTP Digest, RFC 7616 §3.4).</summary>
public sealed class WebSignIn(FrontEndOptions options, DigestSignIn digest, ForestView forest)
{
    /// <summary>The user who asks; null when the context holds the refusal already.</summary>
    public async Task<DirectoryUser?> Check(HttpContext context)
    {
        var request = context.Request;
        var target = context.Features.Get<IHttpRequestFeature>()!.RawTarget;
        SignInOutcome outcome = new SignInOutcome.Again();
        if (AuthParameters.TryParse(request.Headers.Authorization, out var credentials) && credentials.IsScheme(DigestSignIn.Scheme))
            outcome = await digest.Take(
                request.Method, uri => uri == target, credentials, new System.Net.IPEndPoint(context.Connection.RemoteIpAddress ?? System.Net.IPAddress.None, context.Connection.RemotePort),
                context.RequestAborted);

        switch (outcome)
        {
            case SignInOutcome.Accepted accepted when forest.Find(accepted.Association.User) is { Enabled: true } user && IsHere(user):
                return user;
            case SignInOutcome.Accepted:
                context.Response.StatusCode = StatusCodes.Status403Forbidden;
                return null;
            case SignInOutcome.Refused { RetryAfter: { } wait }:
                context.Response.Headers.RetryAfter = ((int)Math.Ceiling(wait.TotalSeconds)).ToString(System.Globalization.CultureInfo.InvariantCulture);
                context.Response.StatusCode = StatusCodes.Status429TooManyRequests;
                return null;
            case SignInOutcome.Refused:
                context.Response.StatusCode = StatusCodes.Status400BadRequest;
                return null;
            default:
                context.Response.Headers.WWWAuthenticate = digest.Offers(outcome is SignInOutcome.Again { Stale: true }).ToArray();
                context.Response.StatusCode = StatusCodes.Status401Unauthorized;
                return null;
        }
    }

    private bool IsHere(DirectoryUser user) => options.Pool.Fqdn.Equals(user.HomePool, StringComparison.OrdinalIgnoreCase);
}
