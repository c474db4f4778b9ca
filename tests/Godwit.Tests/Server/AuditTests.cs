using Godwit.Server.Audit;
using Xunit;

namespace Godwit.Tests.Server;

/// <summary>Reading the audit file from both ends.</summary>
public sealed class AuditTests : IDisposable
{
    private static readonly DateTimeOffset Noon = new(2026, 11, 25, 12, 0, 0, TimeSpan.Zero);

    private readonly string _path = Path.GetTempFileName();

    [Fact]
    public void Backwards_gives_every_line_that_forwards_gives_over_blocks_of_any_size()
    {
        Write([.. Enumerable.Range(0, 900).Select(i => Entry(i, new string('x', i % 97 * 7)))]);

        var forwards = AuditReader.Forwards(_path).ToList();

        Assert.Equal(900, forwards.Count);
        Assert.Equal(forwards, AuditReader.Backwards(_path, null).Select(l => l.Entry).Reverse());
    }

    [Fact]
    public void A_page_goes_on_where_the_one_before_ended_though_lines_were_added()
    {
        Write(Entry(1), Entry(2), Entry(3));
        var place = AuditReader.Backwards(_path, null).First().At;
        Write(Entry(4));

        Assert.Equal(["2", "1"], AuditReader.Backwards(_path, place).Select(l => l.Entry.Subject));
    }

    [Fact]
    public void A_torn_line_hides_no_other()
    {
        Write(Entry(1));
        File.AppendAllText(_path, "{\"at\":\"2026-11\n");
        Write(Entry(2));
        File.AppendAllText(_path, "{\"at\"");

        Assert.Equal(["2", "1"], AuditReader.Backwards(_path, null).Select(l => l.Entry.Subject));
        Assert.Equal(["1", "2"], AuditReader.Forwards(_path).Select(e => e.Subject));
    }

    [Fact]
    public void A_line_longer_than_a_block_is_read()
    {
        Write(Entry(1), Entry(2, new string('y', 200_000)), Entry(3));
        Assert.Equal([0, 200_000, 0], AuditReader.Backwards(_path, null).Select(l => l.Entry.Detail!.Length));
    }

    public void Dispose() => File.Delete(_path);

    private static AuditEntry Entry(int i, string detail = "") => new(Noon.AddMinutes(i), "anna", "192.0.2.1", "user.set", $"{i}", "done", detail);

    private void Write(params AuditEntry[] entries)
    {
        using var file = new AuditFile(_path);
        file.Write(entries);
    }
}
