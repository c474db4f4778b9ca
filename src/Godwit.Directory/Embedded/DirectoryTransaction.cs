using Microsoft.Data.Sqlite;

namespace Godwit.Directory.Embedded;

/// <summary>One transaction of the directory's writer, with the statements it has prepared. Every change of a user takes the next number.</summary>
internal sealed class DirectoryTransaction(SqliteConnection connection, PoolTable pools, long usn) : IDisposable
{
    private readonly SqliteTransaction _transaction = connection.BeginTransaction();
    private readonly Dictionary<string, SqliteCommand> _commands = [];

    public PoolTable Pools { get; private set; } = pools;

    public long Usn { get; private set; } = usn;

    public long NextUsn() => ++Usn;

    /// <summary>The prepared statement with its values: <c>?1</c> is the first.</summary>
    public SqliteCommand Use(string sql, params ReadOnlySpan<object?> values)
    {
        if (!_commands.TryGetValue(sql, out var command))
        {
            command = connection.CreateCommand();
            command.Transaction = _transaction;
            command.CommandText = sql;
            for (var i = 0; i < values.Length; i++) command.Parameters.Add(new SqliteParameter { ParameterName = $"?{i + 1}" });
            _commands[sql] = command;
        }
        for (var i = 0; i < values.Length; i++) command.Parameters[i].Value = values[i] ?? DBNull.Value;
        return command;
    }

    public int Execute(string sql, params ReadOnlySpan<object?> values) => Use(sql, values).ExecuteNonQuery();

    public bool Any(string sql, params ReadOnlySpan<object?> values) => Use(sql, values).ExecuteScalar() is not null;

    public void ReloadPools() => Pools = PoolTable.Load(connection, _transaction);

    public void Commit() => _transaction.Commit();

    public void Dispose()
    {
        foreach (var command in _commands.Values) command.Dispose();
        _transaction.Dispose();
    }
}
