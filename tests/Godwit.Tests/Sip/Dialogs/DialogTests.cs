using Godwit.Sip.Dialogs;
using Godwit.Sip.Messages;
using Godwit.Tests.Sip.Wire;

namespace Godwit.Tests.Sip.Dialogs;

public sealed class DialogTests
{
    private static SipRequest Subscribe(string more = "", int cseq = 7, string method = "SUBSCRIBE", string contact = "<sip:192.0.2.7:50231;transport=tcp>;proxy=replace") =>
        (SipRequest)Streams.Read(Streams.Bytes($"""
            {method} sip:bob@example.test SIP/2.0
            Via: SIP/2.0/TCP 192.0.2.7
            From: "Alice" <sip:alice@example.test>;tag=a1;epid=e1
            To: <sip:bob@example.test>
            Call-ID: c1
            CSeq: {cseq} {method}
            Contact: {contact}
            {more}Content-Length: 0


            """)).Message!;

    [Fact]
    public void Answering_a_subscription_opens_a_dialog_to_its_contact()
    {
        var dialog = Dialog.Answer(Subscribe(), "t9")!;
        Assert.Equal(new DialogId("c1", "t9", "a1"), dialog.Id);
        var (next, notify) = dialog.NewRequest(SipMethod.Benotify);
        Assert.Equal(("BENOTIFY", "sip:192.0.2.7:50231;transport=tcp"), (notify.Method.Name, notify.Uri));
        Assert.Equal("<sip:bob@example.test>;tag=t9", notify.Headers.Get("From"));
        Assert.Equal("\"Alice\" <sip:alice@example.test>;tag=a1;epid=e1", notify.Headers.Get("To"));
        Assert.Equal("1 BENOTIFY", notify.Headers.Get("CSeq"));
        Assert.Equal("2 NOTIFY", next.NewRequest(SipMethod.Notify).Request.Headers.Get("CSeq"));
        Assert.False(notify.Headers.Has("Route"));
    }

    [Fact]
    public void Who_answers_takes_record_route_in_order_and_who_asked_takes_it_reversed()
    {
        var request = Subscribe("Record-Route: <sip:p2;lr>, <sip:p1;lr>\n");
        Assert.Equal(["<sip:p2;lr>", "<sip:p1;lr>"], Dialog.Answer(request, "t")!.NewRequest(SipMethod.Notify).Request.Headers.All("Route"));

        var response = SipResponse.To(request, 200, toTag: "t9");
        response.Headers.Add("Record-Route", "<sip:p2;lr>, <sip:p1;lr>");
        response.Headers.Add("Contact", "<sip:bob@192.0.2.9>");
        var dialog = Dialog.Open(request, response)!;
        Assert.Equal(new DialogId("c1", "a1", "t9"), dialog.Id);
        var (_, again) = dialog.NewRequest(SipMethod.Subscribe);
        Assert.Equal(["<sip:p1;lr>", "<sip:p2;lr>"], again.Headers.All("Route"));
        Assert.Equal(("sip:bob@192.0.2.9", "8 SUBSCRIBE"), (again.Uri, again.Headers.Get("CSeq")));
    }

    [Fact]
    public void A_strict_router_gets_itself_in_the_request_uri()
    {
        var (_, notify) = Dialog.Answer(Subscribe("Record-Route: <sip:old>, <sip:p1;lr>\n"), "t")!.NewRequest(SipMethod.Notify);
        Assert.Equal("sip:old", notify.Uri);
        Assert.Equal(["<sip:p1;lr>", "<sip:192.0.2.7:50231;transport=tcp>"], notify.Headers.All("Route"));
    }

    [Fact]
    public void Requests_must_come_in_order_and_may_bring_a_new_target()
    {
        var dialog = Dialog.Answer(Subscribe(), "t")!;
        Assert.Null(dialog.Receive(Subscribe(cseq: 7)));
        Assert.Equal("sip:new", dialog.Receive(Subscribe(cseq: 8, contact: "<sip:new>"))!.RemoteTarget);
        Assert.Equal(dialog.RemoteTarget, dialog.Receive(Subscribe(cseq: 9, method: "INFO", contact: "<sip:new>"))!.RemoteTarget);
        Assert.Same(dialog, dialog.Receive(Subscribe(cseq: 7, method: "ACK")));
    }

    [Fact]
    public void Without_a_contact_there_is_no_dialog() => Assert.Null(Dialog.Answer(Subscribe(contact: "none?"), "t"));
}
