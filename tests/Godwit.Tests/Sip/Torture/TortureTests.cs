namespace Godwit.Tests.Sip.Torture;

/// <summary>
/// RFC 4475: every message gets an answer that the RFC allows. What is sound for reader and checks may still be refused further on (an unknown
/// method 405, an unknown user 404, an unknown authentication scheme 401, a body nobody understands 415); the front end's tests hold that.
/// </summary>
public sealed class TortureTests
{
    public static readonly TheoryData<string, string> Datagrams = new()
    {
        { "valid/3.1.1.1-wsinv", "accepted" },
        { "valid/3.1.1.2-intmeth", "accepted" },
        { "valid/3.1.1.3-esc01", "accepted" },
        { "valid/3.1.1.4-escnull", "accepted" },
        { "valid/3.1.1.5-esc02", "accepted" },
        { "valid/3.1.1.6-lwsdisp", "accepted" },
        { "valid/3.1.1.7-longreq", "accepted" },
        { "valid/3.1.1.8-dblreq", "accepted" },
        { "valid/3.1.1.9-semiuri", "accepted" },
        { "valid/3.1.1.10-transports", "accepted" },
        { "valid/3.1.1.11-mpart01", "accepted" },
        { "valid/3.1.1.12-unreason", "accepted" },
        { "valid/3.1.1.13-noreason", "accepted" },
        { "invalid/3.1.2.1-badinv01", "400 The Via header is malformed" },
        { "invalid/3.1.2.2-clerr", "400 truncated-body" },
        { "invalid/3.1.2.3-ncl", "400 bad-content-length" },
        { "invalid/3.1.2.4-scalar02", "400 The CSeq header is malformed" },
        { "invalid/3.1.2.5-scalarlg", "dropped The CSeq header is missing or malformed" },
        { "invalid/3.1.2.6-quotbal", "400 The To header is malformed" },
        { "invalid/3.1.2.7-ltgtruri", "400 bad-request-line" },
        { "invalid/3.1.2.8-lwsruri", "400 bad-request-line" },
        { "invalid/3.1.2.9-lwsstart", "400 bad-request-line" },
        { "invalid/3.1.2.10-trws", "400 bad-request-line" },
        { "invalid/3.1.2.11-escruri", "400 The Request-URI has headers" },
        { "invalid/3.1.2.12-baddate", "400 The Date header is malformed" },
        { "invalid/3.1.2.13-regbadct", "400 The Contact header is malformed" },
        { "invalid/3.1.2.14-badaspec", "400 The To header is malformed" },
        { "invalid/3.1.2.15-baddn", "400 The From header is malformed" },
        { "invalid/3.1.2.16-badvers", "505 bad-version" },
        { "invalid/3.1.2.17-mismatch01", "400 The method in CSeq is not the method of the request" },
        { "invalid/3.1.2.18-mismatch02", "400 The method in CSeq is not the method of the request" },
        { "invalid/3.1.2.19-bigcode", "dropped bad-status-line" },
        { "valid/3.2.1-badbranch", "accepted" },
        { "invalid/3.3.1-insuf", "400 The request has no From" },
        { "invalid/3.3.2-unkscm", "416 Only sip: and sips: URIs are understood here" },
        { "invalid/3.3.3-novelsc", "416 Only sip: and sips: URIs are understood here" },
        { "invalid/3.3.4-unksm2", "400 The address in To is not a SIP address" },
        { "invalid/3.3.5-bext01", "420 The request needs an extension that this server does not have" },
        { "valid/3.3.6-invut", "accepted" },
        { "valid/3.3.7-regaut01", "accepted" },
        { "invalid/3.3.8-multi01", "400 The request has more than one CSeq" },
        { "invalid/3.3.9-mcl01", "400 bad-content-length" },
        { "invalid/3.3.10-bcast", "dropped The response is to go to a broadcast or multicast address" },
        { "valid/3.3.11-zeromf", "accepted" },
        { "valid/3.3.12-cparam01", "accepted" },
        { "valid/3.3.13-cparam02", "accepted" },
        { "valid/3.3.14-regescrt", "accepted" },
        { "valid/3.3.15-sdp01", "accepted" },
        { "valid/3.4.1-inv2543", "accepted" },
    };

    [Theory]
    [MemberData(nameof(Datagrams))]
    public void A_torture_message_in_a_datagram_gets_the_right_answer(string file, string verdict) =>
        Assert.Equal(verdict, Torture.Verdict(Torture.Datagram(Torture.Bytes(file))));

    [Theory]
    [MemberData(nameof(Datagrams))]
    public void A_torture_message_in_a_stream_gets_the_right_answer(string file, string verdict)
    {
        var expected = file switch
        {
            // More octets may come; the front end's clock decides.
            "invalid/3.1.2.2-clerr" => "waits",
            // Without Content-Length nobody knows where its body ends.
            "valid/3.4.1-inv2543" => "400 no-content-length",
            _ => verdict,
        };
        Assert.Equal(expected, Torture.Verdict(Torture.Stream(Torture.Bytes(file))));
    }

    [Fact]
    public void Every_message_of_the_rfc_is_there_and_judged()
    {
        Assert.Equal(49, Torture.Files.Count);
        Assert.Equal(Torture.Files, Datagrams.Select(row => row.Data.Item1).Order(StringComparer.Ordinal));
    }
}
