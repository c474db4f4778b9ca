using Godwit.Server.Audit;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;

namespace Godwit.Server.AdminApi;

/// <summary>Records administrative acts in the audit file and the log.</summary>
internal sealed partial class Acts(AuditFile file, TimeProvider time, ILogger<Acts> log)
{
    public void Done(HttpContext context, string act, string subject, string? detail = null) => Record(context, act, subject, "done", detail);

    public void Refused(HttpContext context, string act, string subject, string why) => Record(context, act, subject, "refused", why);

    public static string WhoIn(HttpContext context) => context.Items[AdminAccess.Who] as string ?? "nobody";

    private void Record(HttpContext context, string act, string subject, string result, string? detail)
    {
        var entry = new AuditEntry(time.GetUtcNow(), WhoIn(context), context.Connection.RemoteIpAddress?.ToString() ?? "", act, subject, result, detail);
        file.Write(entry);
        Acted(entry.Act, entry.Subject, entry.Result, entry.Who, entry.From);
    }

    [LoggerMessage(LogLevel.Information, "{Act} {Subject}: {Result}, by {Who} from {From}")]
    private partial void Acted(string act, string subject, string result, string who, string from);
}
