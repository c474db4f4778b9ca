using Godwit.Moves.Parcels;
using Godwit.Pool.BackEnds;
using Godwit.Pool.Users;
using Godwit.Storage.Sqlite;
using Godwit.Storage.Tables;

namespace Godwit.Storage.Users;

/// <summary>The users of a pool in its SQLite file.</summary>
public sealed class UserStore(SqliteDatabase database) : IUserStore
{
    public Task<UserData?> Load(SipAddress user, CancellationToken cancel) =>
        Answer(() => database.Read(session =>
        {
            if (UserTable.Find(session, user) is not { State: not CopyState.Left } copy) return null;
            var writer = new ParcelWriter();
            ParcelExport.Write(session, user, copy.Id, writer);
            return UserParcels.Read(writer.Content);
        }), cancel);

    public Task<UserAccount?> LoadAccount(SipAddress user, CancellationToken cancel) =>
        Answer(() => database.Read(session => UserTable.Account(session, user)), cancel);

    public Task<IReadOnlyList<SipAddress>> LoadRichModes(CancellationToken cancel) => Answer(() => database.Read(UserTable.RichModes), cancel);

    public Task Save(SipAddress user, IReadOnlyList<UserChange> changes, CancellationToken cancel) =>
        database.Write(session =>
        {
            var id = HomedCopy(session, user);
            foreach (var change in changes) RowChanges.Apply(session, id, change);
            ChangedTable.Mark(session, id);
        }, cancel);

    private static long HomedCopy(SqliteSession session, SipAddress user)
    {
        if (UserTable.Find(session, user) is not var (id, state)) return UserTable.Add(session, user);
        if (state == CopyState.Left) throw new InvalidOperationException($"What is here of {user} is an undo copy: she is not homed here");
        if (state == CopyState.Arriving) UserTable.Settle(session, user);
        return id;
    }

    /// <summary>One user's rows are few and lie together: reading them takes less than handing the work to another thread.</summary>
    private static Task<T> Answer<T>(Func<T> read, CancellationToken cancel)
    {
        if (cancel.IsCancellationRequested) return Task.FromCanceled<T>(cancel);
        try
        {
            return Task.FromResult(read());
        }
        catch (Exception fault)
        {
            return Task.FromException<T>(fault);
        }
    }
}
