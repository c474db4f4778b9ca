namespace Godwit.Admin.Audit;

/// <summary>Reads the record of administrative acts.</summary>
public sealed class AuditClient
{
    private readonly AdminClient _client;

    internal AuditClient(AdminClient client) => _client = client;

    public Task<AuditPage> Read(AuditQuery query, CancellationToken cancel) => _client.Get("/api/v1/audit" + query.Terms(), AdminJson.Default.AuditPage, cancel);

    /// <summary>Copies everything that the query chooses, oldest first. Format: <c>jsonl</c> or <c>csv</c>.</summary>
    public Task Export(AuditQuery query, string format, Func<Stream> open, CancellationToken cancel) =>
        _client.Copy(ExportPath(query, format), open, cancel);

    /// <summary>Where a browser gets the same.</summary>
    public static string ExportPath(AuditQuery query, string format) => $"/api/v1/audit/export{query.Terms()}&format={Uri.EscapeDataString(format)}";
}
