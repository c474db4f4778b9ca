using System.Text;
using Godwit.FrontEnd.Calls;
using Godwit.FrontEnd.Connections;
using Godwit.Pool.Users;
using Godwit.Sip.Headers;
using Godwit.Sip.Messages;
using Godwit.Tests.FrontEnd.Authentication;
using Godwit.Tests.FrontEnd.Bench;

namespace Godwit.Tests.FrontEnd.Calls;

/// <summary>Who is in a call with sound or pictures, from the INVITE that was accepted to whatever ends it.</summary>
public sealed class RunningCallsTests : IAsyncDisposable
{
    private const string Sound = "v=0\r\nm=audio 4000 RTP/AVP 0\r\n";
    private const string Text = "v=0\r\nm=message 5060 sip null\r\n";

    private static readonly SipAddress Alice = SipAddress.Parse("alice@godwit.test");
    private static readonly SipAddress Bob = SipAddress.Parse("bob@godwit.test");
    private static readonly SipAddress Carol = SipAddress.Parse("carol@godwit.test");

    private readonly EdgeBench _bench = new();
    private readonly FakeConnection _caller = new();
    private readonly FakeConnection _callee = new("192.0.2.8");

    private RunningCalls Calls => _bench.Get<RunningCalls>();

    public ValueTask DisposeAsync() => _bench.DisposeAsync();

    [Fact]
    public void Both_ends_are_in_a_call_until_its_bye()
    {
        Accept("call", Alice, Bob);
        Assert.Equal((true, true, false), (Calls.IsBusy(Alice), Calls.IsBusy(Bob), Calls.IsBusy(Carol)));
        Calls.Passing(Request(SipMethod.Bye, "another", Alice, Bob));
        Calls.Passing(Request(SipMethod.Info, "call", Alice, Bob));
        Assert.True(Calls.IsBusy(Alice));
        Calls.Passing(Request(SipMethod.Bye, "call", Bob, Alice));
        Assert.Equal((false, false, 0), (Calls.IsBusy(Alice), Calls.IsBusy(Bob), Calls.Count));
    }

    [Fact]
    public void Who_is_in_two_calls_is_free_when_both_are_over()
    {
        Accept("one", Alice, Bob);
        Accept("two", Carol, Alice);
        Calls.Passing(Request(SipMethod.Bye, "one", Alice, Bob));
        Assert.Equal((true, false, true), (Calls.IsBusy(Alice), Calls.IsBusy(Bob), Calls.IsBusy(Carol)));
        Calls.Passing(Request(SipMethod.Bye, "two", Alice, Carol));
        Assert.False(Calls.IsBusy(Alice));
    }

    [Theory]
    [InlineData(Sound, Sound, true)]
    [InlineData("v=0\r\nm=video 4002 RTP/AVP 34\r\n", "", true)]
    [InlineData(Text, Text, false)]
    [InlineData(Sound, "v=0\r\nm=audio 0 RTP/AVP 0\r\n", false)]
    [InlineData(Text + "m=audio 4000 RTP/AVP 0\r\n", Text + "m=audio 0 RTP/AVP 0\r\n", false)]
    public void A_session_is_a_call_when_sound_or_pictures_were_accepted(string offer, string answer, bool isCall)
    {
        Accept("call", Alice, Bob, offer, answer);
        Assert.Equal((isCall, isCall), (Calls.IsBusy(Alice), Calls.IsBusy(Bob)));
    }

    [Fact]
    public void A_later_invite_of_the_call_may_take_the_sound_away()
    {
        Accept("call", Alice, Bob);
        Accept("call", Alice, Bob);
        Assert.Equal(1, Calls.Count);
        Accept("call", Alice, Bob, Text, Text);
        Assert.False(Calls.IsBusy(Alice));
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public void A_call_is_over_with_a_connection_of_one_of_its_ends(bool caller)
    {
        _bench.Connections.TryAdd(_caller);
        _bench.Connections.TryAdd(_callee);
        Accept("call", Alice, Bob);
        _bench.Connections.Remove(caller ? _caller : _callee, ConnectionEnd.PeerReset);
        Assert.Equal((false, false), (Calls.IsBusy(Alice), Calls.IsBusy(Bob)));
    }

    [Fact]
    public void A_call_of_which_nothing_is_heard_for_its_session_s_time_is_over_and_a_refresh_keeps_it()
    {
        Accept("call", Alice, Bob, expires: "600;refresher=uac");
        _bench.Advance(TimeSpan.FromMinutes(8));
        Calls.Passing(Request(SipMethod.Update, "call", Alice, Bob, r => r.Headers.Add(HeaderNames.SessionExpires, "600")));
        _bench.Advance(TimeSpan.FromMinutes(8));
        Assert.True(Calls.IsBusy(Alice));
        _bench.Advance(TimeSpan.FromMinutes(4));
        Assert.False(Calls.IsBusy(Alice));

        Accept("endless", Alice, Bob);
        _bench.Advance(TimeSpan.FromHours(11));
        Assert.True(Calls.IsBusy(Alice));
        _bench.Advance(TimeSpan.FromHours(2));
        Assert.Equal(0, Calls.Count);
    }

    [Fact]
    public void A_device_s_address_is_its_user_s()
    {
        var invite = Request(SipMethod.Invite, "call", Alice, Bob);
        invite.Headers.Set(HeaderNames.To, "<sip:bob@godwit.test;opaque=user:epid:1;gruu>;tag=2");
        Calls.Accepted(invite, new SipResponse(200, "OK", new SipHeaders(), Encoding.UTF8.GetBytes(Sound)), _caller, _callee);
        Assert.True(Calls.IsBusy(Bob));
    }

    private void Accept(string id, SipAddress from, SipAddress to, string offer = Sound, string answer = Sound, string? expires = null)
    {
        var headers = new SipHeaders();
        if (expires is not null) headers.Add(HeaderNames.SessionExpires, expires);
        Calls.Accepted(Request(SipMethod.Invite, id, from, to, body: offer), new SipResponse(200, "OK", headers, Encoding.UTF8.GetBytes(answer)), _caller, _callee);
    }

    private static SipRequest Request(SipMethod method, string id, SipAddress from, SipAddress to, Action<SipRequest>? change = null, string body = "")
    {
        var request = new SipRequest(method, $"sip:{to}", new SipHeaders(), Encoding.UTF8.GetBytes(body));
        request.Headers.Add(HeaderNames.From, $"<sip:{from}>;tag=1");
        request.Headers.Add(HeaderNames.To, $"<sip:{to}>");
        request.Headers.Add(HeaderNames.CallId, id);
        change?.Invoke(request);
        return request;
    }
}
