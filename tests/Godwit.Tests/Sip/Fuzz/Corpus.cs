using Godwit.Tests.Sip.Wire;

namespace Godwit.Tests.Sip.Fuzz;

/// <summary>What is mutated: all of RFC 4475, and messages as Communicator and its open kin send and get them.</summary>
internal static class Corpus
{
    private static readonly string[] Real =
    [
        """
        REGISTER sip:example.test SIP/2.0
        Via: SIP/2.0/tcp 127.0.0.1:48400;branch=z9hG4bK80BA3C1F0E0A1D2B
        From: <sip:alice@example.test>;tag=1174564187;epid=b34afb6ebb23
        To: <sip:alice@example.test>
        Max-Forwards: 70
        CSeq: 3 REGISTER
        User-Agent: Purple/2.14.12 Sipe/1.25.0 (linux-x86_64)
        Call-ID: 0E7AgB5C8iD4AEm1FA3tB8BBi64D1bB6B8x7AB8x
        Contact: <sip:127.0.0.1:48400;transport=tcp;ms-opaque=d3470f2e1d>;methods="INVITE, MESSAGE, INFO, SUBSCRIBE, OPTIONS, BYE, CANCEL, NOTIFY, ACK, REFER, BENOTIFY";proxy=replace;+sip.instance="<urn:uuid:085e0bd8-0d4e-5b4c-a1a2-3b4c5d6e7f80>"
        Supported: gruu-10, adhoclist, msrtc-event-categories, com.microsoft.msrtc.presence
        Event: registration
        Allow-Events: presence
        ms-keep-alive: UAC;hop-hop=yes
        Authorization: NTLM qop="auth", opaque="68FFB935", realm="SIP Communications Service", targetname="pool1.example.test", crand="b831b4f8", cnum="1", response="0100000002b3c4d5e6f70819aabbccdd", gssapi-data="TlRMTVNTUAADAAAA", version=4
        Content-Length: 0


        """,
        """
        SIP/2.0 401 Unauthorized
        Date: Mon, 23 Nov 2026 01:08:48 GMT
        WWW-Authenticate: NTLM realm="SIP Communications Service", targetname="pool1.example.test", version=4
        WWW-Authenticate: Digest realm="example.test", nonce="4f1c6e", qop="auth", algorithm=SHA-256
        Via: SIP/2.0/tcp 127.0.0.1:48400;branch=z9hG4bK80BA;received=192.0.2.1
        From: <sip:alice@example.test>;tag=1174564187;epid=b34afb6ebb23
        To: <sip:alice@example.test>;tag=5F
        Call-ID: 0E7AgB5C8iD4
        CSeq: 1 REGISTER
        Content-Length: 0


        """,
        """
        SUBSCRIBE sip:alice@example.test SIP/2.0
        Via: SIP/2.0/tls 127.0.0.1:48400
        From: <sip:alice@example.test>;tag=77;epid=b34afb6ebb23
        To: <sip:alice@example.test>
        CSeq: 1 SUBSCRIBE
        Call-ID: A1B2
        Contact: <sip:alice@example.test;opaque=user:epid:CF4L2AMcWg2NmvFJquaVSg;gruu>
        Event: presence
        Require: adhoclist, categoryList
        Supported: eventlist
        Supported: ms-piggyback-first-notify
        Proxy-Require: ms-benotify
        Content-Type: application/msrtc-adrl-categorylist+xml
        Content-Length: 96

        <batchSub xmlns="urn:x"><action name="subscribe"><adhocList><resource uri="sip:b@c"/></adhocList>
        """,
        """
        BENOTIFY sip:127.0.0.1:48400;transport=tcp;ms-opaque=d3470f2e1d SIP/2.0
        v: SIP/2.0/TCP 192.0.2.10:5060;branch=z9hG4bKA1;ms-received-port=1;ms-received-cid=2
        f: <sip:alice@example.test>;tag=9
        t: <sip:alice@example.test>;tag=77;epid=b34afb6ebb23
        i: A1B2
        CSeq: 2 BENOTIFY
        o: presence
        subscription-state: active;expires=3600
        Authentication-Info: NTLM rspauth="01000000aabbccdd64000000", srand="A3399F63", snum="1", opaque="68FFB935", qop="auth", targetname="pool1.example.test", realm="SIP Communications Service"
        c: text/xml
        l: 12

        <presence/>
        """,
        """
        MESSAGE sip:bob@example.test;opaque=user:epid:Yw8Yw-6m;gruu SIP/2.0
        Via: SIP/2.0/tcp 192.0.2.7:50231
        Max-Forwards: 70
        From: "Alice, A." <sip:alice@example.test>;tag=1;epid=2
        To: <sip:bob@example.test>;tag=3;epid=4
        Call-ID: 7
        CSeq: 4 MESSAGE
        Route: <sip:pool1.example.test:5061;transport=tls;lr>, <sip:pool2.example.test;lr>
        Content-Type: text/plain; charset=UTF-8;msgr=WAAtAE0ATQBTAC0ASQBNAC0ARgBvAHIAbQBhAHQA
        Content-Length: 8

        grüße!
        """,
    ];

    public static IReadOnlyList<byte[]> Seeds { get; } = [.. Torture.Torture.Files.Select(Torture.Torture.Bytes), .. Real.Select(Streams.Bytes)];
}
