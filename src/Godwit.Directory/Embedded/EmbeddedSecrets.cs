using Godwit.Pool.Users;
using Microsoft.Data.Sqlite;

namespace Godwit.Directory.Embedded;

/// <summary>Secrets by any of a user's names.</summary>
internal sealed class EmbeddedSecrets(DirectoryFile file, SecretTable secrets) : IUserSecrets
{
    private const string Select =
        """
        SELECT user_id, "msRTCSIP-PrimaryUserAddress", n.sealed, d.sealed FROM users
        JOIN secrets n USING (user_id) JOIN secrets d USING (user_id)
        WHERE n.kind = 'nt-hash' AND d.kind = 'digest-ha1' AND
        """;

    public ValueTask<UserSecrets?> Find(string login, CancellationToken cancel) => ValueTask.FromResult(Find(login));

    private UserSecrets? Find(string login)
    {
        if (!login.Contains('@', StringComparison.Ordinal)) return Read(" sAMAccountName = ?1", login);
        return Read(" userPrincipalName = ?1", login) ??
               (SipAddress.TryParse(login, out var address) ? Read(""" "msRTCSIP-PrimaryUserAddress" = ?1""", address.Uri) : null);
    }

    private UserSecrets? Read(string where, string value) => file.Read(connection =>
    {
        using var select = connection.CreateCommand();
        select.CommandText = Select + where;
        select.Parameters.Add(new SqliteParameter("?1", value));
        using var row = select.ExecuteReader();
        return row.Read() ? secrets.Open(row.GetInt64(0), SipAddress.Parse(row.GetString(1)), row.GetFieldValue<byte[]>(2), row.GetFieldValue<byte[]>(3)) : null;
    });
}
