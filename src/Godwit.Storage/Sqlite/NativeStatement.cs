using System.Runtime.InteropServices;

namespace Godwit.Storage.Sqlite;

/// <summary>
/// The calls that a move makes by the million, straight into the SQLite library that SQLitePCL has loaded: its own wrappers count references and
/// copy texts at each call, which doubled the time of a move. Calls that only touch memory skip the transition that blocking calls need.
/// </summary>
internal static partial class NativeStatement
{
    private const string Library = "e_sqlite3";

    /// <summary>SQLITE_STATIC: the memory stays where it is while the value is bound.</summary>
    public const nint Static = 0;

    /// <summary>SQLITE_TRANSIENT: SQLite takes a copy.</summary>
    public const nint Transient = -1;

    [LibraryImport(Library, EntryPoint = "sqlite3_step")]
    public static partial int Step(nint statement);

    [LibraryImport(Library, EntryPoint = "sqlite3_reset")]
    public static partial int Reset(nint statement);

    [LibraryImport(Library, EntryPoint = "sqlite3_clear_bindings"), SuppressGCTransition]
    public static partial int ClearBindings(nint statement);

    [LibraryImport(Library, EntryPoint = "sqlite3_bind_int64"), SuppressGCTransition]
    public static partial int Bind(nint statement, int parameter, long value);

    [LibraryImport(Library, EntryPoint = "sqlite3_bind_null"), SuppressGCTransition]
    public static partial int BindNull(nint statement, int parameter);

    [LibraryImport(Library, EntryPoint = "sqlite3_bind_text"), SuppressGCTransition]
    public static unsafe partial int BindText(nint statement, int parameter, byte* text, int length, nint memory);

    [LibraryImport(Library, EntryPoint = "sqlite3_bind_blob"), SuppressGCTransition]
    public static unsafe partial int BindBlob(nint statement, int parameter, byte* bytes, int length, nint memory);

    [LibraryImport(Library, EntryPoint = "sqlite3_column_type"), SuppressGCTransition]
    public static partial int Type(nint statement, int column);

    [LibraryImport(Library, EntryPoint = "sqlite3_column_int64"), SuppressGCTransition]
    public static partial long Long(nint statement, int column);

    /// <summary>Not for two threads at once, as a session never is; each look at a column by itself checks the whole statement.</summary>
    [LibraryImport(Library, EntryPoint = "sqlite3_column_value"), SuppressGCTransition]
    public static partial nint Value(nint statement, int column);

    [LibraryImport(Library, EntryPoint = "sqlite3_value_type"), SuppressGCTransition]
    public static partial int ValueType(nint value);

    [LibraryImport(Library, EntryPoint = "sqlite3_value_blob"), SuppressGCTransition]
    public static unsafe partial byte* Bytes(nint value);

    [LibraryImport(Library, EntryPoint = "sqlite3_value_bytes"), SuppressGCTransition]
    public static partial int Length(nint value);
}
