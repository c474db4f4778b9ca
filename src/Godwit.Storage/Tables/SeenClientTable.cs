using System.Collections.Immutable;
using Godwit.Moves.Parcels;
using Godwit.Pool.Clients;
using Godwit.Pool.Homes;
using Godwit.Pool.Users;
using Godwit.Storage.Sqlite;

namespace Godwit.Storage.Tables;

/// <summary>Table seen_clients: which clients a user signed in with.</summary>
internal static class SeenClientTable
{
    private const string PutSql =
        """
        INSERT INTO seen_clients (address, user_agent, generation, last_seen) VALUES (?1, ?2, ?3, ?4)
        ON CONFLICT (address, user_agent) DO UPDATE SET generation = excluded.generation, last_seen = excluded.last_seen WHERE excluded.last_seen > last_seen
        """;
    private const string TrimSql =
        """
        DELETE FROM seen_clients WHERE address = ?1 AND user_agent IN
            (SELECT user_agent FROM seen_clients WHERE address = ?1 ORDER BY last_seen DESC, user_agent LIMIT -1 OFFSET ?2)
        """;
    private const string OfSql = "SELECT user_agent, generation, last_seen FROM seen_clients WHERE address = ?1 ORDER BY last_seen DESC, user_agent";
    private const string AllSql = "SELECT address, user_agent, generation, last_seen FROM seen_clients";
    private const string ForgetSql = "DELETE FROM seen_clients WHERE address IN (SELECT address FROM users WHERE state = 'left' AND left_until <= ?1)";
    private const string ForgetOneSql = "DELETE FROM seen_clients WHERE address = ?1 AND NOT EXISTS (SELECT 1 FROM users WHERE address = ?1)";

    public static void Put(SqliteSession session, SipAddress user, SeenClient client)
    {
        using (var put = session.Use(PutSql).Bind(1, user.Value).Bind(2, client.UserAgent).Bind(3, Text(client.Generation)).Bind(4, ParcelTexts.Ticks(client.LastSeen))) put.Step();
        using var trim = session.Use(TrimSql).Bind(1, user.Value).Bind(2, SeenClient.MostOfOneUser);
        trim.Step();
    }

    public static ImmutableArray<SeenClient> Of(SqliteSession session, SipAddress user)
    {
        using var row = session.Use(OfSql).Bind(1, user.Value);
        if (!row.Step()) return [];
        var clients = ImmutableArray.CreateBuilder<SeenClient>();
        do clients.Add(Read(row, 0));
        while (row.Step());
        return clients.ToImmutable();
    }

    public static IReadOnlyList<(SipAddress User, SeenClient Client)> All(SqliteSession session)
    {
        var all = new List<(SipAddress, SeenClient)>();
        using var row = session.Use(AllSql);
        while (row.Step())
            if (SipAddress.TryParse(row.Text(0), out var user)) all.Add((user, Read(row, 1)));
        return all;
    }

    /// <summary>Before the undo copies that are over at <paramref name="now"/> are dropped.</summary>
    public static void ForgetExpired(SqliteSession session, long now)
    {
        using var forget = session.Use(ForgetSql).Bind(1, now);
        forget.Step();
    }

    /// <summary>A user who left without an undo copy.</summary>
    public static void ForgetWithoutCopy(SqliteSession session, SipAddress user)
    {
        using var forget = session.Use(ForgetOneSql).Bind(1, user.Value);
        forget.Step();
    }

    private static SeenClient Read(Statement row, int first) =>
        new(row.Text(first), Generation(row.Text(first + 1)), ParcelTexts.Time(row.Long(first + 2)));

    private static string Text(ClientGeneration generation) => generation switch
    {
        ClientGeneration.Old => "old",
        ClientGeneration.New => "new",
        _ => "both",
    };

    private static ClientGeneration Generation(string text) => text switch
    {
        "old" => ClientGeneration.Old,
        "new" => ClientGeneration.New,
        _ => ClientGeneration.Both,
    };
}
