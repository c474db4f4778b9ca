using System.Net;
using Godwit.FrontEnd.Authentication;
using Microsoft.Extensions.Time.Testing;

namespace Godwit.Tests.FrontEnd.Authentication;

public class FailedSignInsTests
{
    private static readonly IPEndPoint Here = new(IPAddress.Parse("192.0.2.1"), 1000);
    private static readonly IPEndPoint There = new(IPAddress.Parse("198.51.100.1"), 1000);

    private readonly FakeTimeProvider _time = new();
    private readonly FailedSignIns _failures;

    public FailedSignInsTests() => _failures = new FailedSignIns(_time);

    [Fact]
    public void After_the_free_tries_the_wait_doubles_up_to_five_minutes()
    {
        for (var i = 1; i < FailedSignIns.FreeTries; i++) Fail("alice", Here);
        Assert.Null(_failures.WaitFor("alice", Here));

        var waits = new List<double>();
        for (var i = 0; i < 12; i++)
        {
            Fail("alice", Here);
            var wait = _failures.WaitFor("alice", Here)!.Value;
            waits.Add(wait.TotalSeconds);
            _time.Advance(wait);
            Assert.Null(_failures.WaitFor("alice", Here));
        }

        Assert.Equal([1, 2, 4, 8, 16, 32, 64, 128, 256, 300, 300, 300], waits);
    }

    [Fact]
    public void The_case_of_the_login_and_the_port_do_not_matter()
    {
        for (var i = 0; i < FailedSignIns.FreeTries; i++) Fail("alice", new IPEndPoint(Here.Address, 2000 + i));
        Assert.NotNull(_failures.WaitFor("ALICE", Here));
    }

    [Fact]
    public void Addresses_of_one_IPv6_network_count_together()
    {
        for (var i = 0; i < FailedSignIns.FreeTries; i++) Fail("alice", new IPEndPoint(IPAddress.Parse($"2001:db8:1:2::{i}"), 1));
        Assert.NotNull(_failures.WaitFor("alice", new IPEndPoint(IPAddress.Parse("2001:db8:1:2::ffff"), 1)));
        Assert.Null(_failures.WaitFor("alice", new IPEndPoint(IPAddress.Parse("2001:db8:1:3::1"), 1)));
    }

    [Fact]
    public void Others_and_other_places_are_not_touched()
    {
        for (var i = 0; i < 25; i++) Fail("alice", Here);
        Assert.Null(_failures.WaitFor("alice", There));
        Assert.Null(_failures.WaitFor("bob", Here));
    }

    [Fact]
    public void Success_clears_the_account_at_that_address()
    {
        for (var i = 0; i < 10; i++) Fail("alice", Here);
        _failures.Succeeded("alice", Here);
        Assert.Null(_failures.WaitFor("alice", Here));
    }

    [Fact]
    public void Guessing_from_many_places_is_slowed_down_but_not_for_the_owner_at_a_known_place()
    {
        _failures.Succeeded("alice", There);
        for (var i = 0; i < 60; i++) Fail("alice", new IPEndPoint(new IPAddress([203, 0, 113, (byte)i]), 1));
        Assert.NotNull(_failures.WaitFor("alice", Here));
        Assert.Null(_failures.WaitFor("alice", There));

        _time.Advance(TimeSpan.FromMinutes(1));
        Assert.Null(_failures.WaitFor("alice", Here));
    }

    [Fact]
    public void One_place_that_tries_many_accounts_is_slowed_down()
    {
        _failures.Succeeded("carol", Here);
        for (var i = 0; i < 70; i++) Fail($"user{i}", Here);
        Assert.NotNull(_failures.WaitFor("bob", Here));
        Assert.Null(_failures.WaitFor("carol", Here));
        _time.Advance(TimeSpan.FromSeconds(15));
        Assert.Null(_failures.WaitFor("bob", Here));
    }

    [Fact]
    public void Old_failures_are_forgotten()
    {
        for (var i = 0; i < 25; i++) Fail("alice", Here);
        _time.Advance(TimeSpan.FromMinutes(16));
        Fail("alice", Here);
        Assert.Null(_failures.WaitFor("alice", Here));
    }

    private void Fail(string account, IPEndPoint remote) => _failures.Failed(account, remote);
}
