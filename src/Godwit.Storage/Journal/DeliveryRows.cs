using Godwit.Moves;
using Godwit.Pool.Users;
using Godwit.Storage.Sqlite;

namespace Godwit.Storage.Journal;

/// <summary>Data that follows users who were moved by force.</summary>
internal static class DeliveryRows
{
    private const string PutSql =
        """
        INSERT INTO deliveries (move, address, from_pool, state) VALUES (?1, ?2, ?3, ?4)
        ON CONFLICT (move, address) DO UPDATE SET from_pool = excluded.from_pool, state = excluded.state
        """;
    private const string DropParcelSql = "UPDATE deliveries SET content = NULL, digest = NULL WHERE move = ?1 AND address = ?2";
    private const string PutParcelSql = "UPDATE deliveries SET content = ?3, digest = ?4 WHERE move = ?1 AND address = ?2";
    private const string AllOpenSql = "SELECT move_id, address, from_pool, state, move FROM deliveries JOIN moves USING (move) WHERE state IN ('at-source', 'sealed')";
    private const string OpenSql = AllOpenSql + " ORDER BY move, address";
    private const string AnyOpenSql = "SELECT 1 FROM deliveries WHERE state IN ('at-source', 'sealed') LIMIT 1";
    private const string OpenOfSql = AllOpenSql + " AND address = ?1 ORDER BY move";
    private const string ParcelSql = "SELECT content, digest FROM deliveries WHERE move = (SELECT move FROM moves WHERE move_id = ?1) AND address = ?2";

    public static void Put(SqliteSession session, long move, Delivery delivery)
    {
        using var row = session.Use(PutSql).Bind(1, move).Bind(2, delivery.User.Value).Bind(3, delivery.FromPool).Bind(4, JournalTexts.Text(delivery.State));
        row.Step();
        if (delivery.State is not (DeliveryState.Delivered or DeliveryState.Dropped)) return;
        using var drop = session.Use(DropParcelSql).Bind(1, move).Bind(2, delivery.User.Value);
        drop.Step();
    }

    public static void Put(SqliteSession session, long move, UserParcel parcel)
    {
        using var row = session.Use(PutParcelSql).Bind(1, move).Bind(2, parcel.User.Value).BindBlob(3, parcel.Content.Span).BindBlob(4, parcel.Digest.Span);
        if (row.Execute() == 0) throw new InvalidOperationException($"The journal has no delivery to {parcel.User} to keep a parcel for");
    }

    public static IReadOnlyList<Delivery> Open(SqliteSession session)
    {
        using var row = session.Use(OpenSql);
        var deliveries = new List<Delivery>();
        while (row.Step()) deliveries.Add(Delivery(row));
        return deliveries;
    }

    public static IReadOnlyList<Delivery> Open(SqliteSession session, IReadOnlyCollection<SipAddress> users)
    {
        // As a rule nobody's data is on its way.
        using (var any = session.Use(AnyOpenSql))
            if (!any.Step()) return [];

        using var row = session.Use(OpenOfSql);
        var deliveries = new List<(long Move, Delivery Delivery)>();
        foreach (var user in users.Distinct())
        {
            row.Bind(1, user.Value);
            while (row.Step()) deliveries.Add((row.Long(4), Delivery(row)));
            row.Reset();
        }

        return [.. deliveries.OrderBy(d => d.Move).ThenBy(d => d.Delivery.User).Select(d => d.Delivery)];
    }

    public static UserParcel? Parcel(SqliteSession session, string moveId, SipAddress user)
    {
        using var row = session.Use(ParcelSql).Bind(1, moveId).Bind(2, user.Value);
        return row.Step() && !row.IsNull(0) ? new UserParcel(user, row.Bytes(0).ToArray(), row.Bytes(1).ToArray()) : null;
    }

    private static Delivery Delivery(Statement row) => new(row.Text(0), SipAddress.Parse(row.Text(1)), row.Text(2), JournalTexts.Delivery(row.Text(3)));
}
