using Godwit.Storage.Migrations;
using Godwit.Storage.Sqlite;

namespace Godwit.Storage.Accounts;

/// <summary>Accounts and tokens in a SQLite file of their own. They are few: who uses them reads them once and writes through.</summary>
public sealed class AccountStore : IAsyncDisposable
{
    private const string AllAccountsSql = "SELECT name, role, password_hash, stamp, created, last_sign_in FROM accounts ORDER BY name";
    private const string PutAccountSql =
        """
        INSERT INTO accounts (name, role, password_hash, stamp, created, last_sign_in) VALUES (?1, ?2, ?3, ?4, ?5, ?6)
        ON CONFLICT (name) DO UPDATE SET role = excluded.role, password_hash = excluded.password_hash, stamp = excluded.stamp, last_sign_in = excluded.last_sign_in
        """;
    private const string DropAccountSql = "DELETE FROM accounts WHERE name = ?1";
    private const string AllTokensSql = "SELECT id, name, role, hash, created_by, created, expires, last_used FROM tokens ORDER BY created";
    private const string PutTokenSql =
        """
        INSERT INTO tokens (id, name, role, hash, created_by, created, expires, last_used) VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8)
        ON CONFLICT (id) DO UPDATE SET last_used = excluded.last_used
        """;
    private const string DropTokenSql = "DELETE FROM tokens WHERE id = ?1";

    private readonly SqliteDatabase _file;

    private AccountStore(SqliteDatabase file) => _file = file;

    /// <summary>Opens or makes the file, for its owner only, and brings it up to date.</summary>
    public static AccountStore Open(string path)
    {
        if (!OperatingSystem.IsWindows())
        {
            // SQLite gives the files beside it the same mode.
            if (!File.Exists(path)) new FileStream(path, new FileStreamOptions { Mode = FileMode.CreateNew, Access = FileAccess.Write, UnixCreateMode = UnixFileMode.UserRead | UnixFileMode.UserWrite }).Dispose();
            File.SetUnixFileMode(path, UnixFileMode.UserRead | UnixFileMode.UserWrite);
        }

        return new AccountStore(SqliteDatabase.Open(path, "the accounts", MigrationSet.Accounts));
    }

    public IReadOnlyList<AccountRow> Accounts() => _file.Read(session =>
    {
        using var row = session.Use(AllAccountsSql);
        var all = new List<AccountRow>();
        while (row.Step()) all.Add(new AccountRow(row.Text(0), row.Text(1), row.Text(2), row.Text(3), Time(row.Long(4)), row.OptionalLong(5) is { } at ? Time(at) : null));
        return all;
    });

    public IReadOnlyList<TokenRow> Tokens() => _file.Read(session =>
    {
        using var row = session.Use(AllTokensSql);
        var all = new List<TokenRow>();
        while (row.Step())
            all.Add(new TokenRow(row.Text(0), row.Text(1), row.Text(2), row.Bytes(3).ToArray(), row.Text(4), Time(row.Long(5)), Time(row.Long(6)), row.OptionalLong(7) is { } at ? Time(at) : null));
        return all;
    });

    public Task Put(AccountRow account, CancellationToken cancel) => _file.Write(session =>
    {
        using var row = session.Use(PutAccountSql).Bind(1, account.Name).Bind(2, account.Role).Bind(3, account.PasswordHash).Bind(4, account.Stamp)
            .Bind(5, account.Created.UtcTicks).Bind(6, account.LastSignIn?.UtcTicks);
        row.Step();
    }, cancel);

    public Task Put(TokenRow token, CancellationToken cancel) => _file.Write(session =>
    {
        using var row = session.Use(PutTokenSql).Bind(1, token.Id).Bind(2, token.Name).Bind(3, token.Role).BindBlob(4, token.Hash.Span).Bind(5, token.CreatedBy)
            .Bind(6, token.Created.UtcTicks).Bind(7, token.Expires.UtcTicks).Bind(8, token.LastUsed?.UtcTicks);
        row.Step();
    }, cancel);

    public Task DropAccount(string name, CancellationToken cancel) => Drop(DropAccountSql, name, cancel);

    public Task DropToken(string id, CancellationToken cancel) => Drop(DropTokenSql, id, cancel);

    public ValueTask DisposeAsync() => _file.DisposeAsync();

    private Task Drop(string sql, string key, CancellationToken cancel) => _file.Write(session =>
    {
        using var row = session.Use(sql).Bind(1, key);
        row.Step();
    }, cancel);

    private static DateTimeOffset Time(long ticks) => new(ticks, TimeSpan.Zero);
}
