using Godwit.Server.Configuration;
using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Authentication.OpenIdConnect;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace Godwit.Server.SignIn;

/// <summary>Pages for people who are not signed in: /sign-in, and /welcome for the first account.</summary>
internal static class SignInPages
{
    public const string Path = "/sign-in";
    public const string Welcome = "/welcome";
    public const string NoRole = "no-role";
    public const string ProviderFailed = "provider";

    private const string Html = "text/html; charset=utf-8";

    /// <summary>Another site began the way that ends here, so the browser keeps the session's cookie back; a page of ours goes on with it.</summary>
    private const string Done = """<!DOCTYPE html><html lang="en"><head><meta charset="utf-8"><meta http-equiv="refresh" content="0;url=/"><title>Signed in</title></head><body><a href="/">Go on</a></body></html>""";

    public static void MapSignInPages(this IEndpointRouteBuilder app, SignInSettings settings)
    {
        app.MapGet(Path, () => TypedResults.Text(Read("sign-in.html"), Html));
        app.MapGet(Welcome, () => TypedResults.Text(Read("welcome.html"), Html));
        app.MapGet(Path + "/done", () => TypedResults.Text(Done, Html));
        app.MapGet(Path + "/page.js", () => TypedResults.Text(Read("page.js"), "text/javascript; charset=utf-8"));
        app.MapGet(Path + "/page.css", () => TypedResults.Text(Read("page.css"), "text/css; charset=utf-8"));
        if (settings.OpenIdConnect is not null) app.MapGet(Path + "/openid-connect", (Delegate)Challenge);
        if (settings.Negotiate) app.MapGet(Path + "/negotiate", (HttpContext context, SignIns signIns) => Negotiate(context, settings.Roles, signIns));
    }

    private static async Task<IResult> Challenge(HttpContext context)
    {
        try
        {
            await context.ChallengeAsync(OpenIdConnectDefaults.AuthenticationScheme, new AuthenticationProperties { RedirectUri = Path + "/done" });
            return TypedResults.Empty;
        }
        catch (Exception e) when (e is InvalidOperationException or HttpRequestException or IOException)
        {
            // The provider's own description can't be read now.
            return TypedResults.Redirect($"{Path}?problem={ProviderFailed}");
        }
    }

    private static async Task<IResult> Negotiate(HttpContext context, SignInRoles roles, SignIns signIns)
    {
        var (name, caller) = NegotiateSignIn.Find(context, roles, signIns);
        var isPage = context.Request.Headers.Accept.ToString().Contains("text/html", StringComparison.OrdinalIgnoreCase);
        if (name is null)
        {
            return isPage
                ? TypedResults.Text("This browser did not sign you in. Go back and sign in another way.", "text/plain; charset=utf-8", statusCode: 401)
                : TypedResults.Problem("No ticket for this server came, or none that its key opens; get one with kinit, and ask by the name that is in the server's keytab", statusCode: 401, title: "Unauthorized");
        }

        if (caller is null)
        {
            return isPage
                ? TypedResults.Redirect($"{Path}?problem={NoRole}")
                : TypedResults.Problem($"{name} is known, but has no role here; an administrator of this server gives one in its configuration, under management.signIn.roles", statusCode: 403, title: "Forbidden");
        }

        await signIns.Start(context, caller);
        return TypedResults.Redirect("/");
    }

    private static string Read(string name)
    {
        using var stream = typeof(SignInPages).Assembly.GetManifestResourceStream($"{typeof(SignInPages).Namespace}.Pages.{name}")!;
        using var text = new StreamReader(stream);
        return text.ReadToEnd();
    }
}
