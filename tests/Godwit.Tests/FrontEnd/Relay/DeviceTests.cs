using Godwit.Pool.Homes;
using Godwit.Pool.Users;
using Godwit.Sip.Messages;
using Godwit.Tests.FrontEnd.Bench;

namespace Godwit.Tests.FrontEnd.Relay;

public class DeviceTests
{
    [Fact]
    public async Task A_GRUU_reaches_its_device_only()
    {
        await using var bench = new EdgeBench();
        var alice = bench.SignIn("alice");
        var desk = bench.SignIn("bob", "1");
        var home = bench.SignIn("bob", "2");
        alice.Send(SipMethod.Message, home.Gruu);
        Assert.Equal(home.Contact, (await home.ReceiveRequest(SipMethod.Message)).Uri);
        await desk.NothingMore();
    }

    [Theory]
    [InlineData(false, 480)]
    [InlineData(true, 481)]
    public async Task A_device_that_is_gone_is_480_for_a_new_message_and_481_inside_a_dialog(bool inDialog, int status)
    {
        await using var bench = new EdgeBench();
        var alice = bench.SignIn("alice");
        var bob = bench.SignIn("bob");
        bob.Hang();
        await bob.Ended;
        alice.Send(SipMethod.Message, bob.Gruu, r => InDialog(r, inDialog));
        await alice.ReceiveResponse(status);
    }

    [Fact]
    public async Task A_device_on_its_way_from_another_pool_is_waited_for()
    {
        await using var bench = new EdgeBench();
        var alice = bench.SignIn("alice");
        bench.Forest.Add("bob", EdgeBench.Fqdn);
        var bob = SipAddress.Parse("bob@godwit.test");
        bench.Get<HomeGate>().Expect([bob], TimeSpan.FromSeconds(10));
        alice.Send(SipMethod.Message, "sip:bob@godwit.test;opaque=user:epid:bob1;gruu", r => InDialog(r, true));
        await alice.NothingMore();
        var device = bench.SignIn("bob");
        bench.Get<HomeGate>().Arrived(bob);
        await device.ReceiveRequest(SipMethod.Message);
    }

    [Fact]
    public async Task A_contact_in_the_form_of_2005_leads_to_the_connection_it_names()
    {
        await using var bench = new EdgeBench();
        var alice = bench.SignIn("alice");
        var bob = bench.SignIn("bob");
        alice.Send(SipMethod.Bye, "sip:bob@godwit.test:40002;maddr=127.0.0.1;transport=tcp", r => InDialog(r, true));
        await bob.ReceiveRequest(SipMethod.Bye);
        alice.Send(SipMethod.Bye, "sip:bob@godwit.test:40009;maddr=127.0.0.1;transport=tcp", r => InDialog(r, true));
        await alice.ReceiveResponse(481);
    }

    [Fact]
    public async Task An_address_leads_to_its_connection_inside_a_dialog_and_nowhere_outside()
    {
        await using var bench = new EdgeBench();
        var alice = bench.SignIn("alice");
        var bob = bench.SignIn("bob");
        alice.Send(SipMethod.Bye, "sip:127.0.0.1:40002;transport=tcp", r => InDialog(r, true));
        await bob.ReceiveRequest(SipMethod.Bye);
        alice.Send(SipMethod.Message, "sip:127.0.0.1:40002;transport=tcp");
        await alice.ReceiveResponse(404);
        alice.Send(SipMethod.Bye, "sip:192.0.2.1:5060", r => InDialog(r, true));
        await alice.ReceiveResponse(481);
    }

    [Fact]
    public async Task Routes_through_this_server_are_used_up_and_strict_routing_is_undone()
    {
        await using var bench = new EdgeBench();
        var alice = bench.SignIn("alice");
        var bob = bench.SignIn("bob");
        alice.Send(SipMethod.Bye, bob.Gruu, r =>
        {
            InDialog(r, true);
            r.Headers.Add(HeaderNames.Route, "<sip:127.0.0.1:5081;transport=tls;lr>, <sip:r2pool.godwit.test:5080;transport=tcp;lr>");
        });
        Assert.False((await bob.ReceiveRequest(SipMethod.Bye)).Headers.Has(HeaderNames.Route));
        alice.Send(SipMethod.Bye, "sip:127.0.0.1:5080;transport=tcp;lr", r =>
        {
            InDialog(r, true);
            r.Headers.Add(HeaderNames.Route, $"<{bob.Gruu}>");
        });
        Assert.Equal(bob.Contact, (await bob.ReceiveRequest(SipMethod.Bye)).Uri);
        alice.Send(SipMethod.Bye, bob.Gruu, r =>
        {
            InDialog(r, true);
            r.Headers.Add(HeaderNames.Route, "<sip:proxy.elsewhere.example;lr>");
        });
        await alice.ReceiveResponse(404);
    }

    private static void InDialog(SipRequest request, bool inDialog)
    {
        if (inDialog) request.Headers.Set(HeaderNames.To, "<sip:bob@godwit.test>;tag=theirs");
    }
}
