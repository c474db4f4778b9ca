using Godwit.Moves;
using Godwit.Moves.Parcels;
using Godwit.Pool.Users;
using Godwit.Storage.Sqlite;

namespace Godwit.Storage.Journal;

/// <summary>Data that follows users who were moved by force.</summary>
internal static class DeliveryRows
{
    private const string PutSql =
        """
        INSERT INTO deliveries (move, address, from_pool, state, since, base_as_of, is_later) VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7)
        ON CONFLICT (move, address) DO UPDATE SET from_pool = excluded.from_pool, state = excluded.state, since = excluded.since,
            base_as_of = excluded.base_as_of, is_later = excluded.is_later
        """;
    private const string DropParcelSql = "UPDATE deliveries SET content = NULL, digest = NULL, base = NULL, base_digest = NULL WHERE move = ?1 AND address = ?2";
    private const string PutParcelSql = "UPDATE deliveries SET content = ?3, digest = ?4 WHERE move = ?1 AND address = ?2";
    private const string PutBaseSql = "UPDATE deliveries SET base = ?3, base_digest = ?4 WHERE move = ?1 AND address = ?2";
    private const string DropWaitingSql = "UPDATE deliveries SET content = NULL, digest = NULL WHERE move = ?1 AND address = ?2 AND content IS NOT NULL";
    private const string AllOpenSql = "SELECT move_id, address, from_pool, state, move, since, base_as_of, is_later, state = 'at-source' AND content IS NOT NULL FROM deliveries JOIN moves USING (move) WHERE state IN ('at-source', 'sealed')";
    private const string OpenSql = AllOpenSql + " ORDER BY move, address";
    private const string AnyOpenSql = "SELECT 1 FROM deliveries WHERE state IN ('at-source', 'sealed') LIMIT 1";
    private const string OpenOfSql = AllOpenSql + " AND address = ?1 ORDER BY move";
    private const string OfUserSql = " FROM deliveries WHERE move = (SELECT move FROM moves WHERE move_id = ?1) AND address = ?2";
    private const string ParcelSql = "SELECT content, digest" + OfUserSql;
    private const string BaseSql = "SELECT base, base_digest" + OfUserSql;

    public static void Put(SqliteSession session, long move, Delivery delivery)
    {
        using var row = session.Use(PutSql).Bind(1, move).Bind(2, delivery.User.Value).Bind(3, delivery.FromPool).Bind(4, JournalTexts.Text(delivery.State))
            .Bind(5, ParcelTexts.Ticks(delivery.Since)).Bind(6, ParcelTexts.Ticks(delivery.WaitsAsOf ?? delivery.BaseAsOf)).Bind(7, delivery.IsLater);
        row.Step();
        if (delivery.State is not (DeliveryState.Delivered or DeliveryState.Dropped) && delivery is not { State: DeliveryState.AtSource, WaitsAsOf: null }) return;
        using var drop = session.Use(delivery.State == DeliveryState.AtSource ? DropWaitingSql : DropParcelSql).Bind(1, move).Bind(2, delivery.User.Value);
        drop.Step();
    }

    public static void Put(SqliteSession session, long move, UserParcel parcel) => Put(session, PutParcelSql, move, parcel);

    public static void PutBase(SqliteSession session, long move, UserParcel parcel) => Put(session, PutBaseSql, move, parcel);

    private static void Put(SqliteSession session, string sql, long move, UserParcel parcel)
    {
        using var row = session.Use(sql).Bind(1, move).Bind(2, parcel.User.Value).BindBlob(3, parcel.Content.Span).BindBlob(4, parcel.Digest.Span);
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

    public static UserParcel? Parcel(SqliteSession session, string moveId, SipAddress user) => Parcel(session, ParcelSql, moveId, user);

    public static UserParcel? Base(SqliteSession session, string moveId, SipAddress user) => Parcel(session, BaseSql, moveId, user);

    private static UserParcel? Parcel(SqliteSession session, string sql, string moveId, SipAddress user)
    {
        using var row = session.Use(sql).Bind(1, moveId).Bind(2, user.Value);
        return row.Step() && !row.IsNull(0) ? new UserParcel(user, row.Bytes(0).ToArray(), row.Bytes(1).ToArray()) : null;
    }

    private static Delivery Delivery(Statement row) => new(row.Text(0), SipAddress.Parse(row.Text(1)), row.Text(2), JournalTexts.Delivery(row.Text(3)), ParcelTexts.Time(row.Long(5)))
    {
        BaseAsOf = row.Bool(8) ? null : ParcelTexts.Time(row.OptionalLong(6)),
        WaitsAsOf = row.Bool(8) ? ParcelTexts.Time(row.OptionalLong(6)) : null,
        IsLater = row.Bool(7),
    };
}
