using Godwit.FrontEnd.Authentication;
using Godwit.Sip.Messages;

namespace Godwit.Tests.FrontEnd.Authentication;

/// <summary>Which schemes a client is offered, and which clients are asked for a password when it is no REGISTER.</summary>
public class ChallengeTests
{
    public static TheoryData<string?, string> Makes => new()
    {
        { null, "Digest SHA-256, Digest MD5" },
        { "Linphonec/5.1.65", "Digest SHA-256, Digest MD5" },
        { "baresip v2.0.0 (x86_64/linux)", "Digest SHA-256, Digest MD5" },
        { "baresip v1.0.0 (x86_64/linux)", "Digest MD5" },
        { "SIPp", "Digest MD5" },
        { "Purple/2.14.12 Sipe/1.25.0 (linux-x86_64)", "NTLM, Digest SHA-256, Digest MD5" },
        { "UCCAPI/3.5.6907.0 OC/3.5.6907.0 (Microsoft Office Communicator 2007 R2)", "NTLM, Digest SHA-256, Digest MD5" },
    };

    [Theory]
    [MemberData(nameof(Makes))]
    public async Task A_client_is_offered_what_it_can_read(string? userAgent, string offers)
    {
        using var bench = await SignInBench.Start();
        var answer = await bench.Take(Request(SipMethod.Register, userAgent), new FakeConnection());
        Assert.Equal(401, answer!.Status);
        Assert.Equal(offers, Offers(answer, HeaderNames.WwwAuthenticate));
    }

    [Fact]
    public async Task An_epid_makes_a_client_one_of_the_family()
    {
        using var bench = await SignInBench.Start();
        var answer = await bench.Take(SignInBench.Request(SipMethod.Register), new FakeConnection());
        Assert.StartsWith("NTLM", Offers(answer!, HeaderNames.WwwAuthenticate), StringComparison.Ordinal);
        Assert.Equal(403, (await bench.Take(SignInBench.Request(SipMethod.Message), new FakeConnection()))!.Status);
    }

    [Theory]
    [InlineData("SUBSCRIBE", 401, HeaderNames.WwwAuthenticate)]
    [InlineData("PUBLISH", 401, HeaderNames.WwwAuthenticate)]
    [InlineData("MESSAGE", 407, HeaderNames.ProxyAuthenticate)]
    [InlineData("INVITE", 407, HeaderNames.ProxyAuthenticate)]
    public async Task A_plain_client_is_asked_for_its_password_on_a_new_connection(string method, int status, string header)
    {
        using var bench = await SignInBench.Start();
        var connection = new FakeConnection();
        var request = Request(SipMethod.Of(method), "Linphonec/5.1.65");
        var challenge = (await bench.Take(request, connection))!;
        Assert.Equal(status, challenge.Status);
        Assert.Equal("Digest SHA-256, Digest MD5", Offers(challenge, header));

        var client = new DigestClient("alice", SignInBench.Password, "MD5");
        if (status == 407)
            foreach (var line in challenge.Headers.All(header).ToList()) challenge.Headers.Add(HeaderNames.WwwAuthenticate, line);
        client.Hear(challenge);
        client.Sign(request, status == 401 ? HeaderNames.Authorization : HeaderNames.ProxyAuthorization);
        var (context, answer) = await bench.TakeContext(request, connection);
        Assert.Null(answer);
        Assert.Equal("alice@godwit.test", context.Caller?.Value);
    }

    [Fact]
    public async Task A_CANCEL_is_not_challenged_and_wrong_credentials_are_not_asked_for_again()
    {
        using var bench = await SignInBench.Start();
        Assert.Equal(403, (await bench.Take(Request(SipMethod.Cancel, null), new FakeConnection()))!.Status);
        var message = Request(SipMethod.Message, null);
        message.Headers.Add(HeaderNames.ProxyAuthorization, "Digest nonsense=\"yes\"");
        Assert.Equal(403, (await bench.Take(message, new FakeConnection()))!.Status);
    }

    private static SipRequest Request(SipMethod method, string? userAgent)
    {
        var request = SignInBench.Request(method);
        request.Headers.Set(HeaderNames.From, "<sip:alice@godwit.test>;tag=1");
        if (userAgent is not null) request.Headers.Add(HeaderNames.UserAgent, userAgent);
        return request;
    }

    private static string Offers(SipResponse response, string header) =>
        string.Join(", ", response.Headers.All(header).Select(line => line.Split(' ')[0] + (line.IndexOf("algorithm=", StringComparison.Ordinal) is > 0 and var at ? " " + line[(at + 10)..] : "")));
}
