using System.Runtime.CompilerServices;
using SQLitePCL;

namespace Godwit.Storage.Sqlite;

/// <summary>One connection to a database file, used by one flow at a time, with the statements it has prepared so far.</summary>
public sealed class SqliteSession : IDisposable
{
    private readonly sqlite3 _connection;
    // SQL texts are constants: the same text is the same object, and comparing objects is faster than comparing texts.
    private readonly Dictionary<string, Statement> _statements = new(ReferenceEqualityComparer<string>.One);

    static SqliteSession() => SqliteLibrary.Prepare();

    public SqliteSession(string path, bool readOnly)
    {
        var flags = (readOnly ? raw.SQLITE_OPEN_READONLY : raw.SQLITE_OPEN_READWRITE | raw.SQLITE_OPEN_CREATE) | raw.SQLITE_OPEN_NOMUTEX;
        var code = raw.sqlite3_open_v2(path, out _connection, flags, null);
        if (code != raw.SQLITE_OK)
        {
            var fault = SqliteRefusedException.Of(_connection, code);
            _connection?.Dispose();
            throw fault;
        }
        Run("PRAGMA busy_timeout = 5000; PRAGMA temp_store = MEMORY;");
        // 6 MB hold what a batch of a move writes, and what does not fit is written twice; a reader reads users one by one, and there may be many readers.
        Run(readOnly ? "PRAGMA cache_size = -1000;" : "PRAGMA page_size = 8192; PRAGMA journal_mode = WAL; PRAGMA synchronous = FULL; PRAGMA foreign_keys = OFF; PRAGMA cache_size = -6000;");
    }

    internal nint Handle => _connection.DangerousGetHandle();

    /// <summary>Of the row that was inserted last.</summary>
    public long LastRowId => raw.sqlite3_last_insert_rowid(_connection);

    /// <summary>False inside a transaction; true again when SQLite has ended it by itself, as it does when the disk is full.</summary>
    public bool IsIdle => raw.sqlite3_get_autocommit(_connection) != 0;

    /// <summary>The statement for this SQL, which is a constant. Dispose it to give it back.</summary>
    public Statement Use(string sql)
    {
        if (!_statements.TryGetValue(sql, out var statement)) _statements[sql] = statement = Prepare(sql);
        return statement.Take();
    }

    /// <summary>Any statements without values: pragmas, begin, commit.</summary>
    public void Run(string sql)
    {
        var code = raw.sqlite3_exec(_connection, sql);
        if (code != raw.SQLITE_OK) throw SqliteRefusedException.Of(_connection, code);
    }

    /// <summary>Reads several statements from one state of the database.</summary>
    public T Snapshot<T>(Func<SqliteSession, T> read)
    {
        Execute("BEGIN");
        try
        {
            return read(this);
        }
        finally
        {
            Execute("COMMIT");
        }
    }

    /// <summary>As <see cref="Run"/>, but kept prepared: for one constant statement that comes often.</summary>
    public void Execute(string sql)
    {
        using var statement = Use(sql);
        statement.Step();
    }

    public void Dispose()
    {
        foreach (var statement in _statements.Values) statement.Close();
        _connection.Dispose();
    }

    private Statement Prepare(string sql)
    {
        var code = raw.sqlite3_prepare_v3(_connection, sql, raw.SQLITE_PREPARE_PERSISTENT, out var statement);
        return code == raw.SQLITE_OK ? new Statement(_connection, statement) : throw SqliteRefusedException.Of(_connection, code);
    }

    private sealed class ReferenceEqualityComparer<T> : IEqualityComparer<T> where T : class
    {
        public static readonly ReferenceEqualityComparer<T> One = new();

        public bool Equals(T? x, T? y) => ReferenceEquals(x, y);

        public int GetHashCode(T obj) => RuntimeHelpers.GetHashCode(obj);
    }
}
