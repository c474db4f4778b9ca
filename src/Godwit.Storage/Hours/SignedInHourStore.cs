using Godwit.Pool.Hours;
using Godwit.Storage.Sqlite;

namespace Godwit.Storage.Hours;

/// <summary>How many users are signed in when, in a pool's SQLite file.</summary>
public sealed class SignedInHourStore(SqliteDatabase database) : ISignedInHourStore
{
    private const double Parts = 1_000;
    private const string FindSql = "SELECT hour, hour_users, hour_samples FROM signed_in_hours WHERE hour = ?1";
    private const string AllSql = "SELECT hour, hour_users, hour_samples FROM signed_in_hours ORDER BY hour";
    private const string PutSql = "INSERT OR REPLACE INTO signed_in_hours (hour, hour_users, hour_samples) VALUES (?1, ?2, ?3)";

    public Task Count(int hour, int users, CancellationToken cancel) =>
        database.Write(session =>
        {
            var counted = Find(session, hour).With(users);
            using var put = session.Use(PutSql).Bind(1, counted.Hour).Bind(2, (long)Math.Round(counted.Users * Parts)).Bind(3, counted.Samples);
            put.Step();
        }, cancel);

    public Task<IReadOnlyList<SignedInHour>> All(CancellationToken cancel) =>
        Task.Run(() => database.Read<IReadOnlyList<SignedInHour>>(session =>
        {
            using var row = session.Use(AllSql);
            var hours = new List<SignedInHour>();
            while (row.Step()) hours.Add(Read(row));
            return hours;
        }), cancel);

    private static SignedInHour Find(SqliteSession session, int hour)
    {
        using var row = session.Use(FindSql).Bind(1, hour);
        return row.Step() ? Read(row) : new SignedInHour(hour, 0, 0);
    }

    private static SignedInHour Read(Statement row) => new(row.Int(0), row.Long(1) / Parts, row.Int(2));
}
