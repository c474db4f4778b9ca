using System.Text;

namespace Godwit.Server.Audit;

/// <summary>One administrative act: who did what to what, from where, and what came of it.</summary>
/// <param name="Act"><c>user.add</c>, <c>user.enable</c>, <c>user.disable</c>, <c>user.set</c>, <c>user.delete</c>, <c>user.enable-account</c>, <c>pool.start</c>, <c>pool.stop</c>, <c>pool.retire</c>, <c>filter.add</c>, <c>filter.remove</c>, <c>filter.default</c>,
/// <c>filter.on</c>, <c>filter.off</c>, <c>move.start</c>, <c>users.export</c>, <c>users.import</c>, <c>session.begin</c>, <c>session.end</c>, <c>account.first</c>, <c>account.add</c>, <c>account.set</c>,
/// <c>account.remove</c>, <c>account.password</c>, <c>token.add</c>, <c>token.revoke</c>.</param>
/// <param name="Result"><c>done</c>, <c>refused</c> or <c>failed</c>.</param>
public sealed record AuditEntry(DateTimeOffset At, string Who, string From, string Act, string Subject, string Result, string? Detail);

/// <summary>The append-only record of administrative acts: a JSON object per line, on disk before the answer leaves.</summary>
public sealed class AuditFile : IDisposable
{
    private readonly FileStream _file;
    private readonly Lock _lock = new();

    public AuditFile(string path)
    {
        Path = path;
        var options = new FileStreamOptions { Mode = FileMode.Append, Access = FileAccess.Write, Share = FileShare.Read };
        if (!OperatingSystem.IsWindows()) options.UnixCreateMode = UnixFileMode.UserRead | UnixFileMode.UserWrite;
        _file = new FileStream(path, options);
    }

    public string Path { get; }

    public void Write(params ReadOnlySpan<AuditEntry> entries)
    {
        var text = new StringBuilder();
        foreach (var entry in entries) text.Append(AuditReader.Line(entry));
        var line = Encoding.UTF8.GetBytes(text.ToString());
        lock (_lock)
        {
            _file.Write(line);
            _file.Flush(flushToDisk: true);
        }
    }

    public void Dispose() => _file.Dispose();
}
