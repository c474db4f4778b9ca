using SQLitePCL;

namespace Godwit.Storage.Sqlite;

/// <summary>SQLite refused: its extended result code and sentence.</summary>
public sealed class SqliteRefusedException(int code, string message) : Exception(message)
{
    public int Code { get; } = code;

    /// <summary>The file can't be reached, read or written now: an outage, not a mistake of ours.</summary>
    public bool IsOutOfReach => (Code & 0xff) is raw.SQLITE_IOERR or raw.SQLITE_CANTOPEN or raw.SQLITE_FULL or raw.SQLITE_READONLY or raw.SQLITE_NOTADB or raw.SQLITE_BUSY;

    internal static SqliteRefusedException Of(sqlite3? connection, int code) => connection is null
        ? new SqliteRefusedException(code, raw.sqlite3_errstr(code).utf8_to_string())
        : new SqliteRefusedException(raw.sqlite3_extended_errcode(connection), $"{raw.sqlite3_errmsg(connection).utf8_to_string()} (SQLite {code})");
}
