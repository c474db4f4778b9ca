using Godwit.Server.Configuration;
using Microsoft.AspNetCore.Authentication.Cookies;
using Microsoft.AspNetCore.Authentication.OpenIdConnect;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.IdentityModel.Protocols.OpenIdConnect;

namespace Godwit.Server.SignIn;

/// <summary>People who sign in with another server: the code flow of OpenID Connect, with PKCE. What they are there decides their role here.</summary>
internal static class OpenIdSignIn
{
    public const string CallbackPath = SignInPages.Path + "/openid-connect/back";

    public static void Set(OpenIdConnectOptions options, OpenIdConnectSettings provider, SignInRoles roles)
    {
        options.Authority = provider.Authority.AbsoluteUri;
        options.RequireHttpsMetadata = provider.Authority.Scheme == Uri.UriSchemeHttps;
        options.ClientId = provider.ClientId;
        options.ClientSecret = provider.ClientSecret;
        options.ResponseType = OpenIdConnectResponseType.Code;
        options.ResponseMode = OpenIdConnectResponseMode.Query;
        options.UsePkce = true;
        options.SaveTokens = false;
        options.MapInboundClaims = false;
        options.DisableTelemetry = true;
        options.CallbackPath = CallbackPath;
        options.SignInScheme = CookieAuthenticationDefaults.AuthenticationScheme;
        options.Scope.Clear();
        foreach (var scope in provider.Scopes) options.Scope.Add(scope);
        options.Events = new OpenIdConnectEvents
        {
            OnTokenValidated = context => Validated(context, provider, roles),
            OnRemoteFailure = context =>
            {
                context.HandleResponse();
                context.Response.Redirect($"{SignInPages.Path}?problem={SignInPages.ProviderFailed}");
                return Task.CompletedTask;
            },
        };
    }

    private static Task Validated(TokenValidatedContext context, OpenIdConnectSettings provider, SignInRoles roles)
    {
        var signIns = context.HttpContext.RequestServices.GetRequiredService<SignIns>();
        string? Claim(string type) => context.Principal!.FindFirst(type)?.Value;
        var subject = Claim("sub") ?? "";
        var name = Claim("preferred_username") ?? subject;
        var role = RoleMap.Of(roles, [.. context.Principal!.FindAll(provider.RoleClaim).Select(c => c.Value), name, subject]);
        if (role is null)
        {
            signIns.Refused(context.HttpContext, $"{Caller.OpenIdConnect}:{name}", "No role is given to her or to a group of hers");
            context.HandleResponse();
            context.Response.Redirect($"{SignInPages.Path}?problem={SignInPages.NoRole}");
            return Task.CompletedTask;
        }

        var caller = new Caller(name, role.Value, Caller.OpenIdConnect, context.HttpContext.Connection.RemoteIpAddress?.ToString() ?? "");
        context.Principal = caller.ToPrincipal();
        signIns.Began(context.HttpContext, caller);
        return Task.CompletedTask;
    }
}
