using SQLitePCL;

namespace Godwit.Storage.Sqlite;

/// <summary>The SQLite library of this process.</summary>
public static class SqliteLibrary
{
    private static readonly bool Prepared = Configure();

    /// <summary>Before the process opens its first database, whoever opens it; later it changes nothing.</summary>
    public static bool Prepare() => Prepared;

    private static bool Configure()
    {
        Batteries_V2.Init();
        // Nobody reads SQLite's count of the memory it has, and counting takes a lock that all threads share at each allocation.
        return raw.sqlite3_config(raw.SQLITE_CONFIG_MEMSTATUS, 0) == raw.SQLITE_OK;
    }
}
