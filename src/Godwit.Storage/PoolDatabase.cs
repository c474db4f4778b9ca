using Godwit.Moves;
using Godwit.Pool.BackEnds;
using Godwit.Pool.Clients;
using Godwit.Pool.ClientVersions;
using Godwit.Pool.Hours;
using Godwit.Pool.Notices;
using Godwit.Pool.Users;
using Godwit.Storage.BackEnds;
using Godwit.Storage.Clients;
using Godwit.Storage.Hours;
using Godwit.Storage.Migrations;
using Godwit.Storage.Notices;
using Godwit.Storage.Sqlite;
using Godwit.Storage.Users;

namespace Godwit.Storage;

/// <summary>The back-end database of a Standard Edition pool: one SQLite file behind the doors that its homes and the move engine use.</summary>
public sealed class PoolDatabase : IAsyncDisposable
{
    private readonly SqliteDatabase _file;

    private PoolDatabase(SqliteDatabase file)
    {
        _file = file;
        Users = new UserStore(file);
        BackEnd = new BackEnd(file);
        Clients = new SeenClientStore(file);
        ClientVersions = new ClientVersionStore(file);
        Hours = new SignedInHourStore(file);
        Notices = new NoticeStore(file);
    }

    public IUserStore Users { get; }

    public IBackEnd BackEnd { get; }

    public ISeenClientStore Clients { get; }

    public IClientVersionStore ClientVersions { get; }

    public ISignedInHourStore Hours { get; }

    public INoticeStore Notices { get; }

    /// <summary>Stopped = out of reach for everybody; see <c>pool stop</c>.</summary>
    public Outage Outage => _file.Outage;

    /// <summary>Opens or makes the file and brings it up to date.</summary>
    public static PoolDatabase Open(string path, string pool) => new(SqliteDatabase.Open(path, pool, MigrationSet.Pool));

    public ValueTask DisposeAsync() => _file.DisposeAsync();
}
