using Godwit.Pool.Notices;
using Godwit.Pool.Users;
using Godwit.Storage.Sqlite;

namespace Godwit.Storage.Notices;

/// <summary>What a pool's users are to be told, in its SQLite file.</summary>
public sealed class NoticeStore(SqliteDatabase database) : INoticeStore
{
    public Task<IReadOnlyList<UserNotice>> Pending(SipAddress? after, int most, CancellationToken cancel) =>
        Task.Run(() => database.Read(session => NoticeTable.Pending(session, after, most)), cancel);

    public Task Told(UserNotice notice, DateTimeOffset at, CancellationToken cancel) => database.Write(session => NoticeTable.Told(session, notice, at), cancel);
}
