using System.Runtime.InteropServices;
using SQLitePCL;

namespace Godwit.Storage.Sqlite;

/// <summary>The SQLite library of this process.</summary>
public static partial class SqliteLibrary
{
    private const int PageCacheOption = 7;
    private static readonly bool Prepared = Configure();

    /// <summary>Before the process opens its first database, whoever opens it; later it changes nothing.</summary>
    public static bool Prepare() => Prepared;

    private static bool Configure()
    {
        Batteries_V2.Init();
        // A megabyte of a session's page cache in one piece: page by page, from whatever thread runs the session, they leave gaps between them. (On macOS a call with a variable
        // number of arguments is made otherwise.)
        if (!OperatingSystem.IsMacOS()) _ = Configure(PageCacheOption, 0, 0, -1_000);
        // Nobody reads SQLite's count of the memory it has, and counting takes a lock that all threads share at each allocation.
        return raw.sqlite3_config(raw.SQLITE_CONFIG_MEMSTATUS, 0) == raw.SQLITE_OK;
    }

    /// <summary>SQLITE_CONFIG_PAGECACHE: no memory of ours, but so many pages (below zero: KiB) at once for each cache.</summary>
    [LibraryImport("e_sqlite3", EntryPoint = "sqlite3_config")]
    private static partial int Configure(int option, nint memory, int size, int pages);
}
