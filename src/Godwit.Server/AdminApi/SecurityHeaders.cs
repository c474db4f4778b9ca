using System.Net;
using Microsoft.AspNetCore.Http;
using Microsoft.Net.Http.Headers;

namespace Godwit.Server.AdminApi;

/// <summary>What browsers are told on every answer; an endpoint that has said something else of its content is left alone.</summary>
internal static class SecurityHeaders
{
    /// <summary>Blazor and Fluent UI: scripts and the circuit's socket of this server, styles that are set on elements.</summary>
    private const string ContentPolicy =
        "default-src 'none'; script-src 'self'; style-src 'self' 'unsafe-inline'; img-src 'self' data:; font-src 'self' data:; connect-src 'self'; form-action 'self'; base-uri 'self'; frame-ancestors 'none'";

    /// <summary>A file with everything in it, in no way connected with this server.</summary>
    public const string ReportPolicy = "default-src 'none'; style-src 'unsafe-inline'; script-src 'unsafe-inline'; img-src data:; frame-ancestors 'none'; sandbox allow-scripts allow-downloads";

    public static RequestDelegate Add(RequestDelegate next) => context =>
    {
        context.Response.OnStarting(static state =>
        {
            Set((HttpContext)state);
            return Task.CompletedTask;
        }, context);
        return next(context);
    };

    private static void Set(HttpContext context)
    {
        var headers = context.Response.Headers;
        headers.TryAdd(HeaderNames.ContentSecurityPolicy, ContentPolicy);
        headers.TryAdd(HeaderNames.XContentTypeOptions, "nosniff");
        headers.TryAdd(HeaderNames.XFrameOptions, "DENY");
        headers.TryAdd("Referrer-Policy", "no-referrer");
        headers.TryAdd("Permissions-Policy", "camera=(), microphone=(), geolocation=()");
        headers.TryAdd("Cross-Origin-Opener-Policy", "same-origin");
        if (context.Request.Path.StartsWithSegments("/api")) headers.TryAdd(HeaderNames.CacheControl, "no-store");
        // A name that browsers are to keep to HTTPS is one that others can't have as well: not an address, not localhost.
        var host = context.Request.Host.Host;
        if (host != "localhost" && !IPAddress.TryParse(host.Trim('[', ']'), out _)) headers.TryAdd(HeaderNames.StrictTransportSecurity, "max-age=31536000");
    }
}
