using System.Security.Claims;
using Godwit.Server.SignIn;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace Godwit.Server.AdminApi;

/// <summary>What an endpoint asks of its caller.</summary>
internal sealed record RequiredRole(Role Role);

/// <summary>Lets callers in who may do what they ask; says who they are to whoever comes after.</summary>
internal sealed class AdminAccess(Callers callers)
{
    /// <summary>A page of another site can't send it along.</summary>
    public const string RequestHeader = "Godwit-Request";

    private const string Key = "godwit.caller";

    public static Caller? CallerIn(HttpContext context) => context.Items[Key] as Caller;

    public RequestDelegate Check(RequestDelegate next) => context => Check(context, next);

    private async Task Check(HttpContext context, RequestDelegate next)
    {
        var (caller, byCookie) = await callers.Find(context);
        // Also when she is nobody any more: what the cookie said counts no longer.
        context.User = caller?.ToPrincipal() ?? new ClaimsPrincipal(new ClaimsIdentity());
        context.Items[Key] = caller;

        if (Refusal(context, caller, byCookie) is { } refusal) await refusal.ExecuteAsync(context);
        else await next(context);
    }

    private static IResult? Refusal(HttpContext context, Caller? caller, bool byCookie)
    {
        var endpoint = context.GetEndpoint();
        var isApi = context.Request.Path.StartsWithSegments("/api");
        var required = endpoint?.Metadata.GetMetadata<RequiredRole>()?.Role ?? (isApi ? Role.Reader : Role.None);
        if (required == Role.None) return null;
        if (caller is null) return Stranger(context, isApi);
        // An endpoint that was given no role is closed, whoever calls.
        if (isApi && endpoint is RouteEndpoint && endpoint.Metadata.GetMetadata<RequiredRole>() is null) return Answers.Problem(403, "Nobody is given this");
        if (caller.Role < required) return Answers.Problem(403, $"{caller.Name} is {WithArticle(caller.Role)}; this takes {WithArticle(required)}");
        return isApi && byCookie && !IsRead(context.Request) && (!context.Request.Headers.ContainsKey(RequestHeader) || !SameOrigin.Holds(context.Request))
            ? Answers.Problem(403, $"A change in a browser's session comes from a page of this server, with the header {RequestHeader}")
            : null;
    }

    private static IResult Stranger(HttpContext context, bool isApi)
    {
        if (!isApi && HttpMethods.IsGet(context.Request.Method) && context.Request.Headers.Accept.ToString().Contains("text/html", StringComparison.OrdinalIgnoreCase)) return TypedResults.Redirect(SignInPages.Path);
        context.Response.Headers.WWWAuthenticate = "Bearer";
        return Answers.Problem(401, "The admin API asks for its token: give --token or set GODWIT_TOKEN. The token is in the file admin-token of the data folder");
    }

    private static bool IsRead(HttpRequest request) => HttpMethods.IsGet(request.Method) || HttpMethods.IsHead(request.Method) || HttpMethods.IsOptions(request.Method);

    private static string WithArticle(Role role) => $"a {RoleWords.Of(role).Replace('-', ' ')}";
}
