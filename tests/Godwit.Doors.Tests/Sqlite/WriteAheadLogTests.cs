using Godwit.Storage.Sqlite;

namespace Godwit.Doors.Tests.Sqlite;

/// <summary>When what was committed gets from the log into the file, and by whom. A row is about a page.</summary>
public sealed class WriteAheadLogTests : IDisposable
{
    private const int Page = 8192;
    private const string FillSql = "WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < ?1) INSERT INTO rows SELECT randomblob(8000) FROM n";
    private const string CountSql = "SELECT count(*) FROM rows";

    private readonly TemporaryFolder _folder = new();
    private readonly SqliteSession _writer;

    public WriteAheadLogTests()
    {
        _writer = new SqliteSession(Path, readOnly: false);
        _writer.Run("CREATE TABLE rows (content BLOB)");
    }

    private string Path => _folder.File("rows.db");

    private long InFile => new FileInfo(Path).Length / Page;

    private long LogLength => new FileInfo(Path + "-wal").Length;

    public void Dispose()
    {
        _writer.Dispose();
        _folder.Dispose();
    }

    [Fact]
    public void Sqlite_itself_brings_nothing_over_any_more()
    {
        using var log = new WriteAheadLog(Path, _writer);
        Fill(1_500);
        Fill(1_500);
        Assert.True(InFile < 10, $"{InFile} pages are in the file although nobody said that something was written");
    }

    [Fact]
    public void Little_stays_in_the_log_and_more_is_brought_over_beside_the_writer()
    {
        using (var log = new WriteAheadLog(Path, _writer))
        {
            Fill(500);
            log.Written();
        }
        Assert.True(InFile < 10, $"{InFile} pages are in the file");

        using (var log = new WriteAheadLog(Path, _writer))
        {
            Fill(1_000);
            log.Written();
            // Disposing waits for what runs beside.
        }
        Assert.True(InFile >= 1_500, $"{InFile} pages of 1,500 are in the file");
        Assert.Equal(1_500, Count(_writer));
    }

    [Fact]
    public async Task Last_of_a_long_log_is_brought_over_by_the_writer_and_it_begins_anew()
    {
        using (var log = new WriteAheadLog(Path, _writer))
        {
            Fill(4_200);
            // As long as somebody reads from it, it can't begin anew.
            using var reader = new SqliteSession(Path, readOnly: true);
            reader.Execute("BEGIN");
            Assert.Equal(4_200, Count(reader));
            log.Written();
            await log.Beside;
            Assert.True(InFile >= 4_200, $"{InFile} pages of 4,200 are in the file");
            Fill(300);
            reader.Execute("COMMIT");
            log.Written();
            Assert.True(log.Beside.IsCompleted && InFile >= 4_500, $"{InFile} pages of 4,500 are in the file when the writer goes on");

            var length = LogLength;
            Fill(1_100);
            Assert.Equal(length, LogLength);
            log.Written();
        }
        Assert.True(InFile >= 5_600, $"{InFile} pages of 5,600 are in the file: what the new log has is not brought over");
        Assert.Equal(5_600, Count(_writer));
    }

    [Fact]
    public void Log_that_grows_faster_is_brought_over_by_the_writer()
    {
        using var log = new WriteAheadLog(Path, _writer);
        Fill(16_100);
        log.Written();
        Assert.True(InFile >= 16_100, $"{InFile} pages of 16,100 are in the file when the writer goes on");
    }

    [Fact]
    public async Task Who_reads_an_older_state_keeps_it_and_holds_nobody_up()
    {
        using var log = new WriteAheadLog(Path, _writer);
        Fill(10);
        using var reader = new SqliteSession(Path, readOnly: true);
        reader.Execute("BEGIN");
        Assert.Equal(10, Count(reader));
        Fill(4_200);
        log.Written();
        await log.Beside;
        Assert.True(InFile < 100, $"{InFile} pages are in the file: the reader's state was overwritten");
        Assert.Equal(10, Count(reader));
        reader.Execute("COMMIT");

        // It is tried again with what comes next.
        Fill(1_100);
        log.Written();
        await log.Beside;
        Assert.True(InFile >= 5_310, $"{InFile} pages of 5,310 are in the file");
        Assert.Equal(5_310, Count(reader));
    }

    private static long Count(SqliteSession session)
    {
        using var count = session.Use(CountSql);
        count.Step();
        return count.Long(0);
    }

    private void Fill(int rows)
    {
        using var fill = _writer.Use(FillSql).Bind(1, rows);
        fill.Step();
    }
}
