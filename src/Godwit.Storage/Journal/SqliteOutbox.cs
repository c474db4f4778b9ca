using Godwit.Moves.Notices;
using Godwit.Storage.Sqlite;

namespace Godwit.Storage.Journal;

/// <summary>The outbox, in the journal's file.</summary>
internal sealed class SqliteOutbox(SqliteDatabase file) : IOutbox
{
    public Task<IReadOnlyList<OutboxEntry>> Due(DateTimeOffset now, int most, CancellationToken cancel) =>
        Task.Run(() => file.Read(session => OutboxRows.Due(session, now, most)), cancel);

    public Task Drop(long number, CancellationToken cancel) => file.Write(session => OutboxRows.Drop(session, number), cancel);

    public Task Later(long number, int tries, DateTimeOffset due, CancellationToken cancel) => file.Write(session => OutboxRows.Later(session, number, tries, due), cancel);
}
