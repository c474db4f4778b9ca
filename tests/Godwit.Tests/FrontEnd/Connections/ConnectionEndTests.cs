using System.IO.Pipelines;
using System.Text;
using Godwit.FrontEnd.Connections;
using Godwit.Sip.Messages;
using Godwit.Sip.Wire;
using Godwit.Tests.FrontEnd.Bench;

namespace Godwit.Tests.FrontEnd.Connections;

public class ConnectionEndTests
{
    [Fact]
    public async Task A_message_that_drips_in_ends_the_connection()
    {
        await using var bench = new EdgeBench();
        var client = bench.Connect();
        // Once the whole message is answered, the beginning of the next was seen, too.
        client.Write(Encoding.UTF8.GetString(SipMessageWriter.ToBytes(client.Request(SipMethod.Options, "sip:godwit.test"))) + "OPTIONS");
        await client.ReceiveResponse(200);
        bench.Advance(TimeSpan.FromSeconds(15));
        client.Write(" sip:godwit.test SIP/2.0\r\n");
        bench.Advance(TimeSpan.FromSeconds(14));
        Assert.True(client.Connection.IsOpen);
        bench.Advance(TimeSpan.FromSeconds(3));
        Assert.Equal(ConnectionEnd.MessageTimeout, await client.Ended);
        Assert.Equal(0, bench.Connections.Count);
    }

    [Fact]
    public async Task Silence_ends_the_connection_and_keep_alives_do_not_let_it_end()
    {
        await using var bench = new EdgeBench();
        var silent = bench.Connect();
        var alive = bench.Connect();
        for (var minute = 0; minute < 16; minute++)
        {
            await alive.NothingMore();
            bench.Time.Advance(TimeSpan.FromMinutes(1));
        }

        Assert.Equal(ConnectionEnd.Idle, await silent.Ended);
        await alive.NothingMore();
        Assert.Equal(1, bench.Connections.Count);
    }

    [Fact]
    public async Task A_lone_line_end_is_no_message_that_began()
    {
        await using var bench = new EdgeBench();
        var client = bench.Connect();
        client.Write("\r\n");
        bench.Advance(TimeSpan.FromMinutes(2));
        client.Send(SipMethod.Options, "sip:godwit.test");
        await client.ReceiveResponse(200);
    }

    [Theory]
    [InlineData("line", 400)]
    [InlineData("headers", 400)]
    [InlineData("head", 400)]
    [InlineData("body", 413)]
    public async Task What_is_too_large_ends_the_connection(string what, int status)
    {
        await using var bench = new EdgeBench(o => o with { Limits = new SipLimits { MaxLine = 512, MaxHeaders = 20, MaxHead = 4096, MaxBody = 1000 } });
        var client = bench.Connect();
        var head = Encoding.UTF8.GetString(SipMessageWriter.ToBytes(client.Request(SipMethod.Options, "sip:godwit.test"))).Replace("Content-Length: 0\r\n\r\n", "", StringComparison.Ordinal);
        client.Write(head + what switch
        {
            "line" => "Subject: " + new string('x', 600) + "\r\n\r\n",
            "headers" => string.Concat(Enumerable.Repeat("Subject: x\r\n", 21)) + "\r\n",
            "head" => string.Concat(Enumerable.Repeat("Subject: " + new string('x', 400) + "\r\n", 11)) + "\r\n",
            _ => "Content-Type: text/plain\r\nContent-Length: 1001\r\n\r\n",
        });
        Assert.Equal(ConnectionEnd.MalformedInput, await client.Ended);
        // Where the head could be read the answer tells why; else nobody can be answered.
        if (await client.Receive() is SipResponse response) Assert.Equal(status, response.Status);
        else Assert.NotEqual("body", what);
    }

    [Fact]
    public async Task Headers_without_end_end_the_connection()
    {
        await using var bench = new EdgeBench();
        var client = bench.Connect();
        client.Write("OPTIONS sip:godwit.test SIP/2.0\r\n");
        client.Write(string.Concat(Enumerable.Range(0, 10_000).Select(i => $"X-{i}: {new string('y', 60)}\r\n")));
        Assert.Equal(ConnectionEnd.MalformedInput, await client.Ended);
    }

    [Fact]
    public async Task A_version_that_nobody_speaks_is_answered_and_the_connection_goes_on()
    {
        await using var bench = new EdgeBench();
        var client = bench.Connect();
        var text = Encoding.UTF8.GetString(SipMessageWriter.ToBytes(client.Request(SipMethod.Options, "sip:godwit.test")));
        client.Write(text.Replace("SIP/2.0\r\n", "SIP/7.0\r\n", StringComparison.Ordinal));
        await client.ReceiveResponse(505);
        client.Send(SipMethod.Options, "sip:godwit.test");
        await client.ReceiveResponse(200);
    }

    [Fact]
    public async Task A_peer_that_does_not_read_loses_its_connection_and_holds_up_nobody()
    {
        await using var bench = new EdgeBench(o => o with { MaxWriteQueue = 10_000 });
        var alice = bench.SignIn("alice");
        var slow = bench.Connect(outbound: new PipeOptions(pauseWriterThreshold: 1000, resumeWriterThreshold: 500, useSynchronizationContext: false));
        slow.Send([.. Enumerable.Range(0, 1000).Select(_ => slow.Request(SipMethod.Options, "sip:godwit.test"))]);
        Assert.Equal(ConnectionEnd.SlowReader, await slow.Ended);
        Assert.True(slow.Aborted);
        alice.Send(SipMethod.Options, "sip:godwit.test");
        await alice.ReceiveResponse(200);
    }

    [Fact]
    public async Task A_peer_that_shut_its_sending_side_still_gets_its_answers()
    {
        await using var bench = new EdgeBench();
        var alice = bench.SignIn("alice");
        var bob = bench.SignIn("bob");
        alice.Send(SipMethod.Message, "sip:bob@godwit.test");
        var received = await bob.ReceiveRequest(SipMethod.Message);
        alice.HalfClose();
        await bob.NothingMore();
        Assert.False(alice.Ended.IsCompleted);
        bob.Answer(received, 200);
        await alice.ReceiveResponse(200);
        Assert.Equal(ConnectionEnd.PeerClosed, await alice.Ended);
        Assert.Null(await alice.Receive());
    }

    [Fact]
    public async Task A_peer_that_shut_its_sending_side_is_not_waited_for_without_end()
    {
        await using var bench = new EdgeBench();
        var alice = bench.SignIn("alice");
        bench.Forest.Add("bob", EdgeBench.Fqdn);
        bench.Homes.Of("bob").Gate = new TaskCompletionSource().Task;
        alice.Send(SipMethod.Message, "sip:bob@godwit.test");
        await alice.NothingMore();
        alice.HalfClose();
        await EdgeBench.Until(() => !alice.Connection.IsOpen);
        bench.Advance(TimeSpan.FromSeconds(30));
        Assert.False(alice.Ended.IsCompleted);
        bench.Advance(TimeSpan.FromSeconds(4));
        Assert.Equal(ConnectionEnd.PeerClosed, await alice.Ended);
    }

    [Fact]
    public async Task Pipelined_requests_are_answered_in_one_write_in_their_order()
    {
        await using var bench = new EdgeBench();
        var client = bench.Connect();
        var requests = Enumerable.Range(0, 50).Select(_ => client.Request(SipMethod.Options, "sip:godwit.test")).ToArray();
        client.Send(requests);
        foreach (var request in requests)
            Assert.Equal(request.Headers.Get(HeaderNames.CSeq), (await client.ReceiveResponse(200)).Headers.Get(HeaderNames.CSeq));
    }

    [Fact]
    public async Task One_connection_too_many_is_closed_at_once()
    {
        await using var bench = new EdgeBench(o => o with { MaxConnections = 2 });
        var first = bench.Connect();
        bench.Connect();
        Assert.Equal(ConnectionEnd.TooManyConnections, await bench.Connect().Ended);
        first.Hang();
        await first.Ended;
        var next = bench.Connect();
        next.Send(SipMethod.Options, "sip:godwit.test");
        await next.ReceiveResponse(200);
    }

    [Fact]
    public async Task Stopping_ends_every_connection()
    {
        await using var bench = new EdgeBench();
        var clients = Enumerable.Range(0, 20).Select(_ => bench.Connect()).ToList();
        bench.Stop();
        foreach (var client in clients) Assert.Equal(ConnectionEnd.ServerStopping, await client.Ended);
        Assert.Equal(0, bench.Connections.Count);
    }

    [Fact]
    public async Task A_user_who_moved_answers_what_she_was_sent_before_her_connection_closes()
    {
        await using var bench = new EdgeBench();
        var alice = bench.SignIn("alice");
        var bob = bench.SignIn("bob");
        alice.Send(SipMethod.Message, "sip:bob@godwit.test");
        var received = await bob.ReceiveRequest(SipMethod.Message);
        bob.Connection.Close(ConnectionEnd.UserMoved);
        Assert.False(bob.Connection.IsOpen);
        bob.Answer(received, 200);
        await alice.ReceiveResponse(200);
        Assert.Equal(ConnectionEnd.UserMoved, await bob.Ended);
    }

    [Fact]
    public async Task A_user_who_moved_and_does_not_answer_is_not_waited_for_long()
    {
        await using var bench = new EdgeBench();
        var alice = bench.SignIn("alice");
        var bob = bench.SignIn("bob");
        alice.Send(SipMethod.Message, "sip:bob@godwit.test");
        await bob.ReceiveRequest(SipMethod.Message);
        bob.Connection.Close(ConnectionEnd.UserMoved);
        bench.Advance(TimeSpan.FromSeconds(4));
        Assert.Equal(ConnectionEnd.UserMoved, await bob.Ended);
        bench.Advance(TimeSpan.FromSeconds(1));
        await alice.ReceiveResponse(480);
    }
}
