using System.Text.Json;
using Godwit.Pool.Users;
using Microsoft.Data.Sqlite;

namespace Godwit.Directory.Embedded;

/// <summary>A row of users as the pools see it.</summary>
internal static class UserRow
{
    public const string Select =
        """
        SELECT user_id, distinguishedName, "msRTCSIP-PrimaryUserAddress", sAMAccountName, displayName, mail, "msRTCSIP-UserEnabled",
               home_key, target_key, "msRTCSIP-OptionFlags", usn,
               "msRTCSIP-FederationEnabled", "msRTCSIP-InternetAccessEnabled", "msRTCSIP-ArchivingEnabled", "msRTCSIP-Line", "msRTCSIP-LineServer",
               (SELECT json_group_object(attribute, value) FROM user_attributes a WHERE a.user_id = users.user_id AND a.card = 1)
        FROM users
        """;

    public static DirectoryUser Read(SqliteDataReader row, PoolTable pools) =>
        new(row.GetInt64(0), row.GetString(1), SipAddress.Parse(row.GetString(2)), row.GetString(3), row.GetString(4),
            row.IsDBNull(5) ? null : row.GetString(5), row.GetBoolean(6), pools.Resolve(Optional(row, 7)), pools.Resolve(Optional(row, 8)), row.GetInt32(9), row.GetInt64(10))
        {
            Federation = row.GetBoolean(11),
            RemoteAccess = row.GetBoolean(12),
            Archiving = row.GetInt32(13),
            Line = Optional(row, 14),
            LineServer = Optional(row, 15),
            Card = Card(row.GetString(16)),
            DanglingHome = pools.Resolve(Optional(row, 7)) is null ? Optional(row, 7) : null,
        };

    private static string? Optional(SqliteDataReader row, int column) => row.IsDBNull(column) ? null : row.GetString(column);

    private static Dictionary<string, string> Card(string json) => json == "{}" ? [] : JsonSerializer.Deserialize<Dictionary<string, string>>(json)!;
}
