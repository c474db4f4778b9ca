using SQLitePCL;

namespace Godwit.Storage.Sqlite;

/// <summary>SQLite refused: its extended result code and sentence.</summary>
public sealed class SqliteRefusedException(int code, string message) : Exception(message)
{
    private const int SqliteIoErrWrite = 10 | (3 << 8);
    private const int SqliteIoErrShmSize = 10 | (19 << 8);

    public int Code { get; } = code;

    /// <summary>The file can't be reached, read or written now: an outage, not a mistake of ours.</summary>
    public bool IsOutOfReach => (Code & 0xff) is raw.SQLITE_IOERR or raw.SQLITE_CANTOPEN or raw.SQLITE_FULL or raw.SQLITE_READONLY or raw.SQLITE_NOTADB or raw.SQLITE_BUSY;

    /// <summary>The disk takes no more: it is full, or a quota or limit is reached.</summary>
    public bool IsFull => Code is SqliteIoErrWrite or SqliteIoErrShmSize || (Code & 0xff) == raw.SQLITE_FULL;

    internal static SqliteRefusedException Of(sqlite3? connection, int code) => connection is null
        ? new SqliteRefusedException(code, raw.sqlite3_errstr(code).utf8_to_string())
        : new SqliteRefusedException(raw.sqlite3_extended_errcode(connection), $"{raw.sqlite3_errmsg(connection).utf8_to_string()} (SQLite {code})");
}
