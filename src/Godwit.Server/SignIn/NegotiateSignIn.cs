using System.Net.Security;
using System.Security.Claims;
using System.Security.Principal;
using Godwit.Server.Configuration;
using Microsoft.AspNetCore.Http;

namespace Godwit.Server.SignIn;

/// <summary>
/// RFC 4559: a browser of the domain signs its person in with Kerberos, in one step. NTLM, which would need several on one connection, is not taken. The service's key is
/// where the platform looks for it (KRB5_KTNAME).
/// </summary>
internal static class NegotiateSignIn
{
    private const string Scheme = "Negotiate";

    public static NegotiateAnswer Find(HttpContext context, SignInRoles roles, SignIns signIns)
    {
        if (context.Request.Headers.Authorization is not [{ } value] || !value.StartsWith(Scheme + " ", StringComparison.OrdinalIgnoreCase))
            return Nobody(context);

        using var authentication = new NegotiateAuthentication(new NegotiateAuthenticationServerOptions { Package = Scheme });
        if (Accept(authentication, value[(Scheme.Length + 1)..].Trim()) is not { Name: { Length: > 0 } name } identity)
        {
            signIns.Refused(context, Caller.Negotiate, "The token was not taken");
            return Nobody(context);
        }

        if (RoleMap.Of(roles, [name, .. GroupsOf(identity)]) is { } role)
            return new NegotiateAnswer(name, new Caller(name, role, Caller.Negotiate, context.Connection.RemoteIpAddress?.ToString() ?? ""));
        signIns.Refused(context, $"{Caller.Negotiate}:{name}", "No role is given to her or to a group of hers");
        return new NegotiateAnswer(name, null);
    }

    /// <summary>The answer's header asks for a token.</summary>
    private static NegotiateAnswer Nobody(HttpContext context)
    {
        context.Response.Headers.WWWAuthenticate = Scheme;
        return new NegotiateAnswer(null, null);
    }

    private static IIdentity? Accept(NegotiateAuthentication authentication, string token)
    {
        try
        {
            authentication.GetOutgoingBlob(token, out var status);
            return status == NegotiateAuthenticationStatusCode.Completed ? authentication.RemoteIdentity : null;
        }
        catch (Exception e) when (e is FormatException or PlatformNotSupportedException or InvalidOperationException)
        {
            // No token at all, or a platform without Kerberos.
            return null;
        }
    }

    /// <summary>On Windows the token has them; elsewhere people are named.</summary>
    private static IEnumerable<string> GroupsOf(IIdentity identity) => identity is ClaimsIdentity claims ? claims.FindAll(ClaimTypes.GroupSid).Select(c => c.Value) : [];
}

/// <summary>Whom a token names, and as whom she may come in.</summary>
/// <param name="Name">Null: nobody yet.</param>
/// <param name="Caller">Null: she has no role here.</param>
internal sealed record NegotiateAnswer(string? Name, Caller? Caller);
