using System.Text;
using System.Text.Json;
using System.Text.Json.Serialization;

namespace Godwit.Server.Audit;

/// <summary>One administrative act: who did what to what, from where, and what came of it.</summary>
/// <param name="Act"><c>user.add</c>, <c>user.enable</c>, <c>user.disable</c>, <c>pool.start</c>, <c>pool.stop</c>, <c>pool.retire</c>, <c>filter.add</c>, <c>filter.remove</c>, <c>filter.default</c>,
/// <c>filter.on</c>, <c>filter.off</c>, <c>move.start</c>.</param>
/// <param name="Result"><c>done</c>, <c>refused</c> or <c>failed</c>.</param>
public sealed record AuditEntry(DateTimeOffset At, string Who, string From, string Act, string Subject, string Result, string? Detail);

/// <summary>The append-only record of administrative acts: a JSON object per line, on disk before the answer leaves.</summary>
public sealed partial class AuditFile : IDisposable
{
    private readonly FileStream _file;
    private readonly Lock _lock = new();

    public AuditFile(string path)
    {
        var options = new FileStreamOptions { Mode = FileMode.Append, Access = FileAccess.Write, Share = FileShare.Read };
        if (!OperatingSystem.IsWindows()) options.UnixCreateMode = UnixFileMode.UserRead | UnixFileMode.UserWrite;
        _file = new FileStream(path, options);
    }

    public void Write(AuditEntry entry)
    {
        var line = Encoding.UTF8.GetBytes(JsonSerializer.Serialize(entry, AuditJson.Default.AuditEntry) + "\n");
        lock (_lock)
        {
            _file.Write(line);
            _file.Flush(flushToDisk: true);
        }
    }

    public void Dispose() => _file.Dispose();

    [JsonSourceGenerationOptions(JsonSerializerDefaults.Web, DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull)]
    [JsonSerializable(typeof(AuditEntry))]
    private sealed partial class AuditJson : JsonSerializerContext;
}
