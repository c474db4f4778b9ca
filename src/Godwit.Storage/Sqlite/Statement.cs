using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Text;
using SQLitePCL;

namespace Godwit.Storage.Sqlite;

/// <summary>
/// A prepared statement that stays with its session. Take it by <see cref="SqliteSession.Use"/>, bind (parameters count from 1), step, read
/// (columns count from 0; spans live until the next step); disposing resets it for the next user.
/// </summary>
public sealed unsafe class Statement : IDisposable
{
    private static readonly byte* Nothing = (byte*)NativeMemory.AllocZeroed(1);

    private readonly sqlite3 _connection;
    private readonly sqlite3_stmt _statement;
    private readonly nint _handle;
    private bool _used;
    private bool _pinned;

    internal Statement(sqlite3 connection, sqlite3_stmt statement)
    {
        (_connection, _statement) = (connection, statement);
        _handle = statement.DangerousGetHandle();
    }

    internal Statement Take()
    {
        if (_used) throw new InvalidOperationException("This statement is in use already");
        _used = true;
        return this;
    }

    public Statement Bind(int parameter, long value) => Checked(NativeStatement.Bind(_handle, parameter, value));

    public Statement Bind(int parameter, bool value) => Bind(parameter, value ? 1L : 0L);

    public Statement Bind(int parameter, long? value) => value is { } number ? Bind(parameter, number) : BindNull(parameter);

    public Statement Bind(int parameter, string? value) => value is null ? BindNull(parameter) : Checked(raw.sqlite3_bind_text(_statement, parameter, value));

    public Statement BindBlob(int parameter, ReadOnlySpan<byte> bytes)
    {
        fixed (byte* start = bytes) return Checked(NativeStatement.BindBlob(_handle, parameter, start is null ? Nothing : start, bytes.Length, NativeStatement.Transient));
    }

    /// <summary>Without a copy: the caller has pinned the memory and keeps it pinned until the statement is disposed.</summary>
    public Statement BindPinned(int parameter, ReadOnlySpan<byte> utf8)
    {
        _pinned = true;
        var start = utf8.IsEmpty ? Nothing : (byte*)Unsafe.AsPointer(ref MemoryMarshal.GetReference(utf8));
        return Checked(NativeStatement.BindText(_handle, parameter, start, utf8.Length, NativeStatement.Static));
    }

    public Statement BindNull(int parameter) => Checked(NativeStatement.BindNull(_handle, parameter));

    /// <summary>True when there is a row to read.</summary>
    public bool Step()
    {
        var code = NativeStatement.Step(_handle);
        if (code == raw.SQLITE_ROW) return true;
        if (code == raw.SQLITE_DONE) return false;
        throw SqliteRefusedException.Of(_connection, code);
    }

    /// <summary>Steps to the end and makes the statement ready for other values; how many rows it changed.</summary>
    public int Execute()
    {
        while (Step()) { }
        Reset();
        return raw.sqlite3_changes(_connection);
    }

    public void Reset() => _ = NativeStatement.Reset(_handle);

    public bool IsNull(int column) => NativeStatement.Type(_handle, column) == raw.SQLITE_NULL;

    public long Long(int column) => NativeStatement.Long(_handle, column);

    public int Int(int column) => (int)Long(column);

    public bool Bool(int column) => Long(column) != 0;

    public long? OptionalLong(int column) => IsNull(column) ? null : Long(column);

    public string Text(int column) => Encoding.UTF8.GetString(Bytes(column));

    public string? OptionalText(int column) => IsNull(column) ? null : Text(column);

    /// <summary>A text's UTF-8 or a blob's bytes; empty for null.</summary>
    public ReadOnlySpan<byte> Bytes(int column) => BytesOf(NativeStatement.Value(_handle, column));

    /// <summary>False for null.</summary>
    public bool TryBytes(int column, out ReadOnlySpan<byte> bytes)
    {
        var value = NativeStatement.Value(_handle, column);
        var given = NativeStatement.ValueType(value) != raw.SQLITE_NULL;
        bytes = given ? BytesOf(value) : default;
        return given;
    }

    public void Dispose()
    {
        Reset();
        if (_pinned) _ = NativeStatement.ClearBindings(_handle);
        _pinned = false;
        _used = false;
    }

    internal void Close() => _statement.Dispose();

    private static ReadOnlySpan<byte> BytesOf(nint value)
    {
        // First the bytes, then their length: SQLite's order (they might be converted by the first call).
        var start = NativeStatement.Bytes(value);
        return new ReadOnlySpan<byte>(start, NativeStatement.Length(value));
    }

    private Statement Checked(int code) => code == raw.SQLITE_OK ? this : throw SqliteRefusedException.Of(_connection, code);
}
