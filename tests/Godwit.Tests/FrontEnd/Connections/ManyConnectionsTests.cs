using Godwit.Sip.Messages;
using Godwit.Tests.FrontEnd.Bench;

namespace Godwit.Tests.FrontEnd.Connections;

public class ManyConnectionsTests
{
    [Fact]
    public async Task Ten_thousand_idle_connections_cost_little_and_leave_nothing_behind()
    {
        await using var bench = new EdgeBench();
        var before = GC.GetTotalMemory(forceFullCollection: true);
        var clients = Enumerable.Range(0, 10_000).Select(_ => bench.Connect()).ToList();
        Assert.Equal(10_000, bench.Connections.Count);
        bench.Advance(TimeSpan.FromSeconds(10));
        var each = (GC.GetTotalMemory(forceFullCollection: true) - before) / clients.Count;
        Assert.True(each < 8 * 1024, $"{each} octets each, with both ends in this process");

        clients[5000].Send(SipMethod.Options, "sip:godwit.test");
        await clients[5000].ReceiveResponse(200);
        foreach (var client in clients) client.Hang();
        foreach (var client in clients) await client.Ended;
        Assert.Equal(0, bench.Connections.Count);
    }
}
