using Godwit.Server.Configuration;
using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Authentication.Cookies;
using Microsoft.AspNetCore.Authentication.OpenIdConnect;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;

namespace Godwit.Server.SignIn;

/// <summary>People's sessions: a cookie that only this host gets, that no script reads and no other site's page sends along.</summary>
internal static class SessionCookie
{
    public const string Name = "__Host-godwit";

    /// <summary>Of forms that the console's pages have.</summary>
    private const string FormsName = "__Host-godwit-forms";

    public static readonly TimeSpan Lasts = TimeSpan.FromHours(8);

    public static void AddSessions(this IServiceCollection services, SignInSettings settings)
    {
        var authentication = services.AddAuthentication(CookieAuthenticationDefaults.AuthenticationScheme).AddCookie(cookie =>
        {
            cookie.Cookie.Name = Name;
            cookie.Cookie.HttpOnly = true;
            cookie.Cookie.Path = "/";
            cookie.Cookie.SameSite = SameSiteMode.Strict;
            cookie.Cookie.SecurePolicy = CookieSecurePolicy.Always;
            cookie.ExpireTimeSpan = Lasts;
            cookie.SlidingExpiration = true;
        });
        services.AddAntiforgery(forms =>
        {
            forms.Cookie.Name = FormsName;
            forms.Cookie.Path = "/";
            forms.Cookie.SecurePolicy = CookieSecurePolicy.Always;
        });
        if (settings.OpenIdConnect is { } provider) authentication.AddOpenIdConnect(OpenIdConnectDefaults.AuthenticationScheme, options => OpenIdSignIn.Set(options, provider, settings.Roles));
    }
}
