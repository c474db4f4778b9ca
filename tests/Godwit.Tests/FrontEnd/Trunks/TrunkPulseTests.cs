using Godwit.FrontEnd.Connections;
using Godwit.Sip.Messages;
using Godwit.Tests.FrontEnd.Bench;

namespace Godwit.Tests.FrontEnd.Trunks;

public class TrunkPulseTests
{
    private const string Other = "lcs01.godwit.test";

    [Fact]
    public async Task The_end_that_dialled_asks_and_gives_up_a_peer_that_says_nothing()
    {
        await using var bench = Bench();
        var peer = bench.Connect("TLS", Other, isDialled: true);
        bench.Advance(TimeSpan.FromSeconds(11));
        await peer.ReceivePing();
        peer.Write("\r\n");
        await Heard(bench, peer);
        bench.Advance(TimeSpan.FromSeconds(10));
        await peer.ReceivePing();
        Assert.True(peer.Connection.IsOpen);
        bench.Advance(TimeSpan.FromSeconds(11));
        Assert.Equal(ConnectionEnd.Silent, await peer.Ended);
    }

    [Fact]
    public async Task The_other_end_answers_and_gives_up_a_peer_that_does_not_ask()
    {
        await using var bench = Bench();
        var peer = bench.Connect("TLS", Other);
        for (var i = 0; i < 6; i++)
        {
            bench.Advance(TimeSpan.FromSeconds(10));
            await peer.NothingMore();
        }

        Assert.True(peer.Connection.IsOpen);
        bench.Advance(TimeSpan.FromSeconds(32));
        Assert.Equal(ConnectionEnd.Silent, await peer.Ended);
    }

    [Fact]
    public async Task Answers_are_not_answered()
    {
        await using var bench = Bench();
        var peer = bench.Connect("TLS", Other, isDialled: true);
        for (var i = 0; i < 4; i++) peer.Write("\r\n");
        peer.Send(SipMethod.Options, "sip:godwit.test");
        await peer.ReceiveResponse(200);
    }

    [Fact]
    public async Task A_client_is_neither_asked_nor_given_up()
    {
        await using var bench = Bench();
        var client = bench.Connect("TLS");
        bench.Advance(TimeSpan.FromMinutes(10));
        await client.NothingMore();
        Assert.True(client.Connection.IsOpen);
    }

    private static EdgeBench Bench() => new(o => o with { TrunkKeepAlive = TimeSpan.FromSeconds(10) });

    /// <summary>An answer comes behind all that was written before.</summary>
    private static async Task Heard(EdgeBench bench, TestClient peer)
    {
        Assert.True(bench.Connections.Count > 0);
        peer.Send(SipMethod.Options, "sip:godwit.test");
        await peer.ReceiveResponse(200);
    }
}
