using Godwit.Server.Audit;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;

namespace Godwit.Server.AdminApi;

/// <summary>Records administrative acts in the audit file and the log.</summary>
internal sealed partial class Acts(AuditFile file, TimeProvider time, ILogger<Acts> log)
{
    public void Done(HttpContext context, string act, string subject, string? detail = null) => Record(context, act, subject, "done", detail);

    public void Refused(HttpContext context, string act, string subject, string why) => Record(context, act, subject, "refused", why);

    /// <summary>The same act on many.</summary>
    public void AllDone(HttpContext context, string act, IReadOnlyList<string> subjects, string? detail)
    {
        var (who, from, at) = (WhoIn(context), FromIn(context), time.GetUtcNow());
        file.Write([.. subjects.Select(subject => new AuditEntry(at, who, from, act, subject, "done", detail))]);
        foreach (var subject in subjects) Acted(act, subject, "done", who, from);
    }

    public static string WhoIn(HttpContext context) => AdminAccess.CallerIn(context)?.Who ?? "nobody";

    private static string FromIn(HttpContext context) => AdminAccess.CallerIn(context)?.From ?? context.Connection.RemoteIpAddress?.ToString() ?? "";

    private void Record(HttpContext context, string act, string subject, string result, string? detail)
    {
        var entry = new AuditEntry(time.GetUtcNow(), WhoIn(context), FromIn(context), act, subject, result, detail);
        file.Write(entry);
        Acted(entry.Act, entry.Subject, entry.Result, entry.Who, entry.From);
    }

    [LoggerMessage(LogLevel.Information, "{Act} {Subject}: {Result}, by {Who} from {From}")]
    private partial void Acted(string act, string subject, string result, string who, string from);
}
