using Godwit.Pool.Clients;
using Godwit.Pool.Users;
using Godwit.Storage.Sqlite;
using Godwit.Storage.Tables;

namespace Godwit.Storage.Clients;

/// <summary>Who signed in with what, in a pool's SQLite file.</summary>
public sealed class SeenClientStore(SqliteDatabase database) : ISeenClientStore
{
    public Task Put(IReadOnlyList<(SipAddress User, SeenClient Client)> seen, CancellationToken cancel) =>
        database.Write(session =>
        {
            foreach (var (user, client) in seen) SeenClientTable.Put(session, user, client);
        }, cancel);

    public Task<IReadOnlyList<(SipAddress User, SeenClient Client)>> All(CancellationToken cancel) =>
        Task.Run(() => database.Read(SeenClientTable.All), cancel);
}
