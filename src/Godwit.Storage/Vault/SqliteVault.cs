using System.Buffers;
using System.IO.Compression;
using System.Security.Cryptography;
using Godwit.Moves;
using Godwit.Moves.Parcels;
using Godwit.Moves.Vault;
using Godwit.Pool.Users;
using Godwit.Storage.Migrations;
using Godwit.Storage.Sqlite;

namespace Godwit.Storage.Vault;

/// <summary>The vault in a SQLite file of its own: contacts and the like of everybody, so only its owner may read it. No secrets are in it.</summary>
public sealed class SqliteVault : IParcelVault, IAsyncDisposable
{
    /// <summary>Fast, and small enough: contact lists repeat themselves.</summary>
    private const int Quality = 2;
    private const int Window = 18;

    private const string PutSql =
        """
        INSERT INTO parcels (address, pool, as_of, size, content, digest) VALUES (?1, ?2, ?3, ?4, ?5, ?6)
        ON CONFLICT (address) DO UPDATE SET pool = excluded.pool, as_of = excluded.as_of, size = excluded.size, content = excluded.content, digest = excluded.digest
        WHERE excluded.as_of >= as_of
        """;
    private const string FindSql = "SELECT pool, as_of, size, content, digest FROM parcels WHERE address = ?1";

    private const string ForgetSql = "DELETE FROM parcels WHERE address = ?1";

    private readonly SqliteDatabase _file;

    private SqliteVault(SqliteDatabase file) => _file = file;

    /// <summary>Opens or makes the file and brings it up to date.</summary>
    public static SqliteVault Open(string path)
    {
        if (!OperatingSystem.IsWindows())
        {
            // SQLite gives the files beside it the same mode.
            if (!File.Exists(path)) new FileStream(path, new FileStreamOptions { Mode = FileMode.CreateNew, Access = FileAccess.Write, UnixCreateMode = UnixFileMode.UserRead | UnixFileMode.UserWrite }).Dispose();
            File.SetUnixFileMode(path, UnixFileMode.UserRead | UnixFileMode.UserWrite);
        }

        return new SqliteVault(SqliteDatabase.Open(path, "the vault", MigrationSet.Vault));
    }

    public Task Put(string pool, DateTimeOffset asOf, IReadOnlyList<UserParcel> parcels, CancellationToken cancel)
    {
        if (parcels.Count == 0) return Task.CompletedTask;
        List<(UserParcel Parcel, byte[] Content)> packed = [.. parcels.Select(p => (p, Compress(p.Content.Span)))];
        return _file.Write(session =>
        {
            foreach (var (parcel, content) in packed)
            {
                using var row = session.Use(PutSql).Bind(1, parcel.User.Value).Bind(2, pool).Bind(3, ParcelTexts.Ticks(asOf)).Bind(4, parcel.Content.Length)
                    .BindBlob(5, content).BindBlob(6, SHA256.HashData(parcel.Content.Span));
                row.Step();
            }
        }, cancel);
    }

    public Task<IReadOnlyList<AgedParcel?>> Find(IReadOnlyList<SipAddress> users, CancellationToken cancel) =>
        Task.Run(() => _file.Read<IReadOnlyList<AgedParcel?>>(session => [.. users.Select(user => Find(session, user))]), cancel);

    public Task Forget(IReadOnlyList<SipAddress> users, CancellationToken cancel) => _file.Write(session =>
    {
        foreach (var user in users)
        {
            using var row = session.Use(ForgetSql).Bind(1, user.Value);
            row.Step();
        }
    }, cancel);

    public ValueTask DisposeAsync() => _file.DisposeAsync();

    private static AgedParcel? Find(SqliteSession session, SipAddress user)
    {
        using var row = session.Use(FindSql).Bind(1, user.Value);
        if (!row.Step()) return null;
        var content = new byte[row.Long(2)];

        // What a disk has damaged is worse than nothing.
        if (!BrotliDecoder.TryDecompress(row.Bytes(3), content, out var size) || size != content.Length || !SHA256.HashData(content).AsSpan().SequenceEqual(row.Bytes(4))) return null;
        return new AgedParcel(new UserParcel(user, content, ParcelDigests.Digest(content)), ParcelTexts.Time(row.Long(1)), ParcelOrigin.Vault, row.Text(0));
    }

    private static byte[] Compress(ReadOnlySpan<byte> parcel)
    {
        var room = ArrayPool<byte>.Shared.Rent(BrotliEncoder.GetMaxCompressedLength(parcel.Length));
        try
        {
            return BrotliEncoder.TryCompress(parcel, room, out var size, Quality, Window) ? room[..size] : throw new InvalidOperationException("A parcel found no room for its compressed form");
        }
        finally
        {
            ArrayPool<byte>.Shared.Return(room);
        }
    }
}
