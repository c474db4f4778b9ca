using System.Text;
using Godwit.Sip.Messages;
using Godwit.Tests.FrontEnd.Bench;

namespace Godwit.Tests.FrontEnd.PageMode;

/// <summary>A client of the family that writes to bob inside a session, as SIPE does it.</summary>
internal sealed class Writer(TestClient client)
{
    private SipRequest? _invite;
    private SipResponse? _ok;
    private int _cseq;

    public TestClient Client { get; } = client;

    /// <summary>Sends the INVITE and reads the 100.</summary>
    public async Task<SipRequest> Invite()
    {
        _invite = Client.Send(SipMethod.Invite, "sip:bob@godwit.test", r =>
        {
            r.Headers.Add(HeaderNames.Contact, $"<{Client.Gruu}>");
            r.Headers.Add(HeaderNames.MsTextFormat, "text/plain; charset=UTF-8;msgr=WAAtAA==;ms-body=SGVsbG8=");
            r.Headers.Add(HeaderNames.ContentType, "application/sdp");
            r.Body = Encoding.UTF8.GetBytes("v=0\r\nm=message 5060 sip null\r\na=accept-types:text/plain text/html\r\n");
        });
        await Client.ReceiveResponse(100);
        return _invite;
    }

    /// <summary>Reads the 200 and acknowledges it.</summary>
    public async Task<SipResponse> Begin()
    {
        _ok = await Client.ReceiveResponse(200);
        _cseq = 0;
        Send(SipMethod.Ack);
        return _ok;
    }

    public SipRequest Write(string text, string type = "text/plain; charset=UTF-8;msgr=WAAtAA==") => Send(SipMethod.Message, text, type);

    /// <summary>COMPAT: SIPE begins to count anew in the dialog, and its Via has no branch there.</summary>
    public SipRequest Send(SipMethod method, string text = "", string? type = null)
    {
        var contact = _ok!.Headers.Get(HeaderNames.Contact)!;
        return Client.Send(method, contact[(contact.IndexOf('<', StringComparison.Ordinal) + 1)..contact.IndexOf('>', StringComparison.Ordinal)], r =>
        {
            r.Headers.Set(HeaderNames.Via, r.Headers.Get(HeaderNames.Via)!.Split(';')[0]);
            r.Headers.Set(HeaderNames.From, _invite!.Headers.Get(HeaderNames.From)!);
            r.Headers.Set(HeaderNames.To, _ok.Headers.Get(HeaderNames.To)!);
            r.Headers.Set(HeaderNames.CallId, _invite.Headers.Get(HeaderNames.CallId)!);
            r.Headers.Set(HeaderNames.CSeq, $"{++_cseq} {method}");
            foreach (var route in _ok.Headers.All(HeaderNames.RecordRoute).Reverse()) r.Headers.Add(HeaderNames.Route, route);
            if (type is not null) r.Headers.Add(HeaderNames.ContentType, type);
            r.Body = Encoding.UTF8.GetBytes(text);
        });
    }
}
