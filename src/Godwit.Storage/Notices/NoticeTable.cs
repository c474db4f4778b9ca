using Godwit.Moves.Parcels;
using Godwit.Pool.Notices;
using Godwit.Pool.Users;
using Godwit.Storage.Sqlite;

namespace Godwit.Storage.Notices;

/// <summary>Table notices. What was told stays for some time, so that it is not told again when it is posted again.</summary>
internal static class NoticeTable
{
    private static readonly TimeSpan Kept = TimeSpan.FromDays(30);

    private const string PostSql = "INSERT OR IGNORE INTO notices (address, notice_id, text, posted_at) VALUES (?1, ?2, ?3, ?4)";
    private const string PendingSql = "SELECT address, notice_id, text, posted_at FROM notices WHERE told_at IS NULL AND address > ?1 ORDER BY address, posted_at LIMIT ?2";
    private const string ToldSql = "UPDATE notices SET told_at = ?3 WHERE address = ?1 AND notice_id = ?2";
    private const string ForgetSql = "DELETE FROM notices WHERE posted_at <= ?1";

    public static void Post(SqliteSession session, UserNotice notice)
    {
        using var row = session.Use(PostSql).Bind(1, notice.User.Value).Bind(2, notice.Id).Bind(3, notice.Text).Bind(4, ParcelTexts.Ticks(notice.PostedAt));
        row.Step();
    }

    public static IReadOnlyList<UserNotice> Pending(SqliteSession session, SipAddress? after, int most)
    {
        using var row = session.Use(PendingSql).Bind(1, after?.Value ?? "").Bind(2, most);
        var pending = new List<UserNotice>();
        while (row.Step()) pending.Add(new UserNotice(SipAddress.Parse(row.Text(0)), row.Text(1), row.Text(2), ParcelTexts.Time(row.Long(3))));
        return pending;
    }

    public static void Told(SqliteSession session, UserNotice notice, DateTimeOffset at)
    {
        using var row = session.Use(ToldSql).Bind(1, notice.User.Value).Bind(2, notice.Id).Bind(3, ParcelTexts.Ticks(at));
        row.Step();
    }

    public static void Forget(SqliteSession session, DateTimeOffset now)
    {
        using var row = session.Use(ForgetSql).Bind(1, ParcelTexts.Ticks(now - Kept));
        row.Step();
    }
}
