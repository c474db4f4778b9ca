using System.Net;
using Microsoft.AspNetCore.Http;

namespace Godwit.Server.AdminApi;

/// <summary>Lets administrators in: by token, or, where the configuration trusts the loopback interface, everybody on this host.</summary>
internal sealed class AdminAccess(AdminToken token, bool trustLoopback)
{
    public const string Who = "godwit.who";

    public RequestDelegate Check(RequestDelegate next) => context => Check(context, next);

    private async Task Check(HttpContext context, RequestDelegate next)
    {
        var who = HasToken(context.Request) ? "administrator" : trustLoopback && IsLocal(context) ? "local" : null;
        if (who is null)
        {
            context.Response.Headers.WWWAuthenticate = "Bearer";
            await Answers.Problem(401, "The admin API asks for its token: give --token or set GODWIT_TOKEN. The token is in the file admin-token of the data folder").ExecuteAsync(context);
            return;
        }

        context.Items[Who] = who;
        await next(context);
    }

    private bool HasToken(HttpRequest request) =>
        request.Headers.Authorization is [{ } value] && value.StartsWith("Bearer ", StringComparison.OrdinalIgnoreCase) && token.Is(value[7..].Trim());

    /// <summary>
    /// A page in a browser of this host also comes from loopback, so callers who name another host (DNS rebinding) or who
    /// say that a page sent them (Origin) are not trusted.
    /// </summary>
    private static bool IsLocal(HttpContext context) =>
        context.Connection.RemoteIpAddress is { } remote && IPAddress.IsLoopback(remote)
        && !context.Request.Headers.ContainsKey("Origin")
        && (context.Request.Host.Host is "localhost" || (IPAddress.TryParse(context.Request.Host.Host.Trim('[', ']'), out var host) && IPAddress.IsLoopback(host)));
}
