using Godwit.FrontEnd.Connections;
using Godwit.FrontEnd.Relay;
using Godwit.Sip.Messages;
using Godwit.Tests.FrontEnd.Bench;

namespace Godwit.Tests.FrontEnd.Connections;

/// <summary>What throws out of a timer ends the process; here it is logged, and nobody else notices.</summary>
public class HeartbeatTests
{
    [Fact]
    public async Task A_beat_that_fails_is_logged_and_stops_neither_the_others_nor_the_next()
    {
        await using var bench = new EdgeBench();
        var (first, failing, last) = (new Beating(), new Beating { Fails = true }, new Beating());
        foreach (var beating in new[] { first, failing, last }) bench.Get<Heartbeat>().Add(beating);
        bench.Advance(3 * Heartbeat.Interval);
        Assert.Equal((3, 3, 3), (first.Count, failing.Count, last.Count));
        Assert.Equal(3, bench.Log.Errors.Count(e => e.Contains("A beat of Beating failed", StringComparison.Ordinal)));
        bench.Log.Forgive();
    }

    [Fact]
    public async Task A_deadline_that_fails_is_logged_once_and_those_of_the_same_beat_are_met()
    {
        await using var bench = new EdgeBench();
        var timers = bench.Get<TimerWheel>();
        var (first, failing, last) = (new Counted(), new Counted { Fails = true }, new Counted());
        foreach (var deadline in new[] { first, failing, last }) timers.Set(deadline, TimeSpan.FromSeconds(1));
        bench.Advance(TimeSpan.FromSeconds(5));
        Assert.Equal((1, 1, 1), (first.Count, failing.Count, last.Count));
        Assert.Contains("The end of the time of a Counted could not be dealt with", Assert.Single(bench.Log.Errors), StringComparison.Ordinal);
        bench.Log.Forgive();
    }

    [Fact]
    public async Task What_is_sent_after_the_end_of_a_connection_that_was_slow_to_drain_goes_nowhere()
    {
        await using var bench = new EdgeBench();
        var slow = bench.Connect(outbound: new(pauseWriterThreshold: 1000, resumeWriterThreshold: 500, useSynchronizationContext: false));
        slow.Send([.. Enumerable.Range(0, 20).Select(_ => slow.Request(SipMethod.Options, "sip:godwit.test"))]);
        await EdgeBench.Until(() => slow.IsBehind);
        slow.Connection.Close(ConnectionEnd.ServerStopping);
        for (var i = 0; i < 20; i++) await slow.ReceiveResponse(200);
        Assert.Equal(ConnectionEnd.ServerStopping, await slow.Ended);
        slow.Connection.Send(slow.Request(SipMethod.Options, "sip:nobody@godwit.test"));
        Assert.Null(await slow.Receive());
    }

    private sealed class Beating : IBeating
    {
        public bool Fails { get; init; }

        public int Count { get; private set; }

        public void Beat(long now)
        {
            Count++;
            if (Fails) throw new InvalidOperationException("Out of order");
        }
    }

    private sealed class Counted : Deadline
    {
        public bool Fails { get; init; }

        public int Count { get; private set; }

        public override void Due()
        {
            Count++;
            if (Fails) throw new InvalidOperationException("Out of order");
        }
    }
}
