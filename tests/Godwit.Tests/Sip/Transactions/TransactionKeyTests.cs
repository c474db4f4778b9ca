using Godwit.Sip.Messages;
using Godwit.Sip.Transactions;
using Godwit.Tests.Sip.Wire;

namespace Godwit.Tests.Sip.Transactions;

public sealed class TransactionKeyTests
{
    private static SipRequest Request(string method, string via = "SIP/2.0/UDP h:5060;branch=z9hG4bK1", string cseq = "1", string tag = "a", string callId = "c") =>
        (SipRequest)Streams.Read(Streams.Bytes($"{method} sip:b@c SIP/2.0\nVia: {via}\nFrom: <sip:a@b>;tag={tag}\nCall-ID: {callId}\nCSeq: {cseq} {method}\n\n")).Message!;

    private static TransactionKey Key(SipRequest request)
    {
        Assert.True(TransactionKey.TryOf(request, out var key));
        return key;
    }

    [Fact]
    public void A_retransmission_has_the_key_of_its_request() => Assert.Equal(Key(Request("INVITE")), Key(Request("INVITE", "sip/2.0/udp H:5060 ;BRANCH=Z9hG4bK1")));

    [Theory]
    [InlineData("SIP/2.0/UDP h:5060;branch=z9hG4bK2")]
    [InlineData("SIP/2.0/UDP h;branch=z9hG4bK1")]
    [InlineData("SIP/2.0/UDP i:5060;branch=z9hG4bK1")]
    public void Another_branch_or_sender_has_another(string via) => Assert.NotEqual(Key(Request("INVITE")), Key(Request("INVITE", via)));

    [Fact]
    public void An_ack_is_filed_under_its_invite_and_a_cancel_names_it()
    {
        Assert.Equal(Key(Request("INVITE")), Key(Request("ACK")));
        Assert.NotEqual(Key(Request("INVITE")), Key(Request("CANCEL")));
        Assert.True(TransactionKey.TryOfCancelled(Request("CANCEL"), out var key));
        Assert.Equal(Key(Request("INVITE")), key);
    }

    [Theory]
    [InlineData("SIP/2.0/tcp 192.0.2.7:50231")]
    [InlineData("SIP/2.0/UDP 192.0.2.7:50231;branch=390skdjuw")]
    [InlineData("SIP/2.0/UDP 192.0.2.7:50231;branch=z9hG4bK")]
    public void Without_a_unique_branch_call_id_tag_and_number_tell_requests_apart(string via)
    {
        var key = Key(Request("INVITE", via));
        Assert.Equal(key, Key(Request("INVITE", via)));
        Assert.Equal(key, Key(Request("ACK", via)));
        Assert.NotEqual(key, Key(Request("INVITE", via, cseq: "2")));
        Assert.NotEqual(key, Key(Request("INVITE", via, tag: "b")));
        Assert.NotEqual(key, Key(Request("INVITE", via, callId: "d")));
    }

    [Fact]
    public void A_response_has_the_key_of_the_request_it_answers()
    {
        var request = Request("INVITE");
        Assert.True(TransactionKey.TryOf(SipResponse.To(request, 200), out var key));
        Assert.Equal(Key(request), key);
    }

    [Fact]
    public void What_cannot_be_read_has_no_key()
    {
        Assert.False(TransactionKey.TryOf(Request("INVITE", "x"), out _));
        Assert.False(TransactionKey.TryOf(Request("INVITE", "SIP/2.0/TCP h", cseq: "x"), out _));
        Assert.NotEqual(TransactionKey.NewBranch(), TransactionKey.NewBranch());
    }
}
