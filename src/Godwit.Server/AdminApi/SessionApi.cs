using Godwit.Admin.Access;
using Godwit.FrontEnd.Authentication;
using Godwit.Server.Configuration;
using Godwit.Server.SignIn;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace Godwit.Server.AdminApi;

/// <summary>/api/v1/session: who the caller is; sign-in and sign-out with a local account.</summary>
internal static class SessionApi
{
    public static void MapSession(this IEndpointRouteBuilder api)
    {
        api.MapGet("/session", (HttpContext context, SignInSettings settings) => View(AdminAccess.CallerIn(context)!, settings));
        api.MapGet("/session/ways", (SignInSettings settings, Administrators administrators) => new SignInWaysView(settings.Ways, administrators.None));
        api.MapPost("/session", Begin);
        api.MapDelete("/session", End);
        api.MapPost("/session/password", ChangePassword);
    }

    private static async Task<IResult> Begin(Admin.Access.SignIn request, HttpContext context, Administrators administrators, FailedSignIns failures, SignIns signIns, SignInSettings settings, CancellationToken cancel)
    {
        var (name, password) = (request.Name ?? "", request.Password ?? "");
        var remote = RemoteOf(context);
        if (failures.WaitFor(name, remote) is { } wait)
        {
            context.Response.Headers.RetryAfter = ((int)Math.Ceiling(wait.TotalSeconds)).ToString(System.Globalization.CultureInfo.InvariantCulture);
            signIns.Refused(context, name, "Too many wrong passwords");
            return Answers.Problem(429, $"Too many wrong passwords; try again in {Math.Ceiling(wait.TotalSeconds)} s");
        }

        if (await administrators.Check(name, password, cancel) is not { } account || RoleWords.Read(account.Role) is not { } role)
        {
            failures.Failed(name, remote);
            signIns.Refused(context, name, "Wrong name or password");
            return Answers.Problem(401, "The name or the password is wrong");
        }

        failures.Succeeded(name, remote);
        var caller = new Caller(account.Name, role, Caller.Account, context.Connection.RemoteIpAddress?.ToString() ?? "") { Stamp = account.Stamp };
        await signIns.Start(context, caller);
        return TypedResults.Ok(View(caller, settings));
    }

    private static async Task<IResult> End(HttpContext context, SignIns signIns)
    {
        await signIns.End(context, AdminAccess.CallerIn(context));
        return TypedResults.NoContent();
    }

    private static async Task<IResult> ChangePassword(ChangePassword request, HttpContext context, Administrators administrators, FailedSignIns failures, SignIns signIns, Acts acts, CancellationToken cancel)
    {
        var caller = AdminAccess.CallerIn(context)!;
        if (caller.How != Caller.Account) return Answers.Problem(409, "Only a session with an account has a password to change");
        var remote = RemoteOf(context);
        if (failures.WaitFor(caller.Name, remote) is not null) return Answers.Problem(429, "Too many wrong passwords; try again later");
        if (await administrators.Check(caller.Name, request.Old ?? "", cancel) is null)
        {
            failures.Failed(caller.Name, remote);
            acts.Refused(context, "account.password", caller.Name, "Wrong password");
            return Answers.Problem(403, "The old password is wrong");
        }

        if (await administrators.Set(caller.Name, null, request.New ?? "", cancel) is { } problem) return Answers.Problem(400, problem);
        acts.Done(context, "account.password", caller.Name);
        // Other sessions of hers have ended; this one goes on.
        await signIns.Start(context, caller with { Stamp = administrators.Find(caller.Name)?.Stamp });
        return TypedResults.NoContent();
    }

    private static SessionView View(Caller caller, SignInSettings settings) => new(caller.Name, RoleWords.Of(caller.Role), caller.How) { Ways = settings.Ways };

    private static System.Net.IPEndPoint? RemoteOf(HttpContext context) => context.Connection.RemoteIpAddress is { } address ? new(address, 0) : null;
}
