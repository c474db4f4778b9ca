using Godwit.Server.Audit;
using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Authentication.Cookies;
using Microsoft.AspNetCore.Http;

namespace Godwit.Server.SignIn;

/// <summary>Begins and ends sessions of people, and records that.</summary>
internal sealed class SignIns(AuditFile audit, TimeProvider time)
{
    public const string Begin = "session.begin";

    public Task Start(HttpContext context, Caller caller)
    {
        Record(context, Begin, caller.Who, "done", caller.How);
        return context.SignInAsync(CookieAuthenticationDefaults.AuthenticationScheme, caller.ToPrincipal());
    }

    public Task End(HttpContext context, Caller? caller)
    {
        if (caller is not null) Record(context, "session.end", caller.Who, "done", null);
        return context.SignOutAsync(CookieAuthenticationDefaults.AuthenticationScheme);
    }

    /// <summary>Of a sign-in that the framework completes.</summary>
    public void Began(HttpContext context, Caller caller) => Record(context, Begin, caller.Who, "done", caller.How);

    public void Refused(HttpContext context, string who, string why) => Record(context, Begin, who, "refused", why);

    private void Record(HttpContext context, string act, string who, string result, string? detail)
    {
        // What somebody typed as her name can be anything.
        var name = who.Length > 80 ? who[..80] : who;
        audit.Write(new AuditEntry(time.GetUtcNow(), name, context.Connection.RemoteIpAddress?.ToString() ?? "", act, name, result, detail));
    }
}
