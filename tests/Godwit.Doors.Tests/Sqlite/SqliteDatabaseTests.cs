using Godwit.Pool.BackEnds;
using Godwit.Storage.Migrations;
using Godwit.Storage.Sqlite;

namespace Godwit.Doors.Tests.Sqlite;

/// <summary>Group commit: who writes together, who fails, and what is left of it.</summary>
public sealed class SqliteDatabaseTests : IAsyncLifetime
{
    private const string AddSql = "INSERT INTO aces (user_id, type, mask, rights) VALUES (?1, 'user', ?2, 'AA')";
    private const string CountSql = "SELECT count(*) FROM aces";
    private readonly TemporaryFolder _folder = new();
    private SqliteDatabase _database = null!;

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    public ValueTask InitializeAsync()
    {
        _database = SqliteDatabase.Open(_folder.File("pool.db"), "lcs01.godwit.test", MigrationSet.Pool);
        return ValueTask.CompletedTask;
    }

    public async ValueTask DisposeAsync()
    {
        await _database.DisposeAsync();
        _folder.Dispose();
    }

    private static int Add(SqliteSession session, long user, string mask)
    {
        using var add = session.Use(AddSql).Bind(1, user).Bind(2, mask);
        return add.Execute();
    }

    private int Count() => _database.Read(session =>
    {
        using var count = session.Use(CountSql);
        count.Step();
        return count.Int(0);
    });

    /// <summary>Holds the writer, so that what is queued meanwhile is committed together.</summary>
    private async Task Together(params Func<Task>[] changes)
    {
        using var go = new ManualResetEventSlim();
        var begun = new TaskCompletionSource();
        var held = _database.Write(_ =>
        {
            begun.SetResult();
            go.Wait(Cancel);
        }, Cancel);
        await begun.Task;
        var all = changes.Select(change => change()).ToArray();
        go.Set();
        await held;
        await Task.WhenAll(all);
    }

    [Fact]
    public async Task Of_changes_committed_together_only_the_failing_one_fails_and_is_undone_whole()
    {
        Task? failing = null;
        await Together(
            () => _database.Write(session => Add(session, 1, "a"), Cancel),
            async () =>
            {
                failing = _database.Write(session =>
                {
                    Add(session, 1, "b");
                    Add(session, 1, "a");
                }, Cancel);
                Assert.Equal(19, (await Assert.ThrowsAsync<SqliteRefusedException>(() => failing)).Code & 0xff);
            },
            async () => await Assert.ThrowsAsync<FormatException>(() => _database.Write(session =>
            {
                Add(session, 1, "c");
                throw new FormatException();
            }, Cancel)),
            () => _database.Write(session => Add(session, 1, "d"), Cancel));
        Assert.Equal(2, Count());
    }

    [Fact]
    public async Task A_change_that_fails_alone_is_undone_and_the_writer_goes_on()
    {
        await Assert.ThrowsAsync<FormatException>(() => _database.Write(session =>
        {
            Add(session, 1, "a");
            throw new FormatException();
        }, Cancel));
        await _database.Write(session => Add(session, 1, "a"), Cancel);
        Assert.Equal(1, Count());
    }

    [Fact]
    public async Task A_change_cancelled_before_it_began_never_happens()
    {
        using var cancel = new CancellationTokenSource();
        Task? cancelled = null;
        await Together(
            () =>
            {
                cancelled = _database.Write(session => Add(session, 1, "a"), cancel.Token);
                cancel.Cancel();
                return Task.CompletedTask;
            },
            () => _database.Write(session => Add(session, 1, "b"), Cancel));
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => cancelled!);
        Assert.Equal(1, Count());
    }

    [Fact]
    public async Task What_was_accepted_is_written_before_the_database_closes()
    {
        var writes = Enumerable.Range(0, 1000).Select(i => _database.Write(session => Add(session, i, "a"), Cancel)).ToArray();
        await _database.DisposeAsync();
        await Task.WhenAll(writes);
        await InitializeAsync();
        Assert.Equal(1000, Count());
    }

    [Fact]
    public async Task A_closed_database_takes_nothing_more()
    {
        await _database.DisposeAsync();
        await Assert.ThrowsAsync<ObjectDisposedException>(() => _database.Write(session => Add(session, 1, "a"), Cancel));
        Assert.Throws<ObjectDisposedException>(() => Count());
        await InitializeAsync();
    }

    [Fact]
    public async Task A_stop_also_holds_for_what_was_queued_before()
    {
        await Together(async () =>
        {
            var late = _database.Write(session => Add(session, 1, "a"), Cancel);
            _database.Outage.Stop();
            await Assert.ThrowsAsync<BackEndUnavailableException>(() => late);
            _database.Outage.Start();
        });
        Assert.Equal(0, Count());
    }

    [Fact]
    public async Task A_disk_that_is_full_is_an_outage_and_nothing_of_the_change_stays()
    {
        await _database.Write(session => session.Run("PRAGMA max_page_count = 60"), Cancel);
        await Assert.ThrowsAsync<BackEndUnavailableException>(() => _database.Write(session =>
        {
            for (var i = 0; i < 100_000; i++) Add(session, i, "mask");
        }, Cancel));
        await _database.Write(session => session.Run("PRAGMA max_page_count = 1000000"), Cancel);
        Assert.Equal(0, Count());
        await _database.Write(session => Add(session, 1, "a"), Cancel);
        Assert.Equal(1, Count());
    }

    [Fact]
    public async Task A_reader_that_fails_disturbs_nobody_after_it()
    {
        await _database.Write(session => Add(session, 1, "a"), Cancel);
        for (var time = 0; time < 20; time++)
            Assert.Throws<FormatException>(() => _database.Read<int>(session =>
            {
                using var count = session.Use(CountSql);
                count.Step();
                throw new FormatException();
            }));
        Assert.Equal(1, Count());
    }

    [Fact]
    public async Task Readers_see_one_state_while_others_write()
    {
        await _database.Write(session => Add(session, 1, "a"), Cancel);
        var (first, second) = _database.Read(session =>
        {
            using var count = session.Use(CountSql);
            count.Step();
            var before = count.Int(0);
            count.Reset();
            _database.Write(other => Add(other, 2, "b"), Cancel).GetAwaiter().GetResult();
            count.Step();
            return (before, count.Int(0));
        });
        Assert.Equal((1, 1), (first, second));
        Assert.Equal(2, Count());
    }
}
