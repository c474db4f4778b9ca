using System.Net;
using System.Security.Claims;
using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Authentication.Cookies;
using Microsoft.AspNetCore.Http;

namespace Godwit.Server.SignIn;

/// <summary>Who makes a request: by the token of the data folder, a program's token, a ticket of the console, a person's session, or as somebody on this host where the configuration trusts them.</summary>
internal sealed class Callers(AdminToken token, ProgramTokens programs, SessionTickets tickets, Administrators administrators, bool trustLoopback)
{
    /// <summary>Null: nobody we know.</summary>
    /// <returns>With whether a browser sent along by itself what she is known by.</returns>
    public async Task<(Caller? Caller, bool ByCookie)> Find(HttpContext context)
    {
        var from = context.Connection.RemoteIpAddress?.ToString() ?? "";
        if (BearerOf(context.Request) is { } bearer)
        {
            if (token.Is(bearer)) return (new Caller("administrator", Role.ServerAdministrator, Caller.AdminFile, from), false);
            if (await programs.Check(bearer, context.RequestAborted) is { } program) return (new Caller(program.Name, RoleWords.Read(program.Role) ?? Role.None, Caller.Token, from), false);
            if (tickets.Take(bearer) is { } person) return (Standing(person), false);
        }

        if ((await context.AuthenticateAsync(CookieAuthenticationDefaults.AuthenticationScheme)).Principal is { } session && Standing(session) is { } caller) return (caller with { From = from }, true);
        return (trustLoopback && IsLocal(context) ? new Caller("local", Role.ServerAdministrator, Caller.Loopback, from) : null, false);
    }

    /// <summary>What her account says now; a session ends when its account goes or changes.</summary>
    private Caller? Standing(ClaimsPrincipal person)
    {
        if (Caller.Of(person) is not { } caller || caller.How != Caller.Account) return Caller.Of(person);
        return administrators.Find(caller.Name) is { } account && account.Stamp == caller.Stamp && RoleWords.Read(account.Role) is { } role ? caller with { Role = role } : null;
    }

    private static string? BearerOf(HttpRequest request) =>
        request.Headers.Authorization is [{ } value] && value.StartsWith("Bearer ", StringComparison.OrdinalIgnoreCase) ? value[7..].Trim() : null;

    /// <summary>
    /// A page in a browser of this host also comes from loopback, so callers who name another host (DNS rebinding) or who
    /// say that a page of another server sent them (Origin) are not trusted.
    /// </summary>
    private static bool IsLocal(HttpContext context) =>
        context.Connection.RemoteIpAddress is { } remote && IPAddress.IsLoopback(remote)
        && SameOrigin.Holds(context.Request)
        && (context.Request.Host.Host is "localhost" || (IPAddress.TryParse(context.Request.Host.Host.Trim('[', ']'), out var host) && IPAddress.IsLoopback(host)));
}

/// <summary>Whether a browser says that a page of this server made the request, or nothing of the kind.</summary>
internal static class SameOrigin
{
    public static bool Holds(HttpRequest request) =>
        (request.Headers.Origin is not [{ } origin] || origin == $"{request.Scheme}://{request.Host}")
        && (request.Headers["Sec-Fetch-Site"] is not [{ } site] || site is "same-origin" or "none" || HttpMethods.IsGet(request.Method));
}
