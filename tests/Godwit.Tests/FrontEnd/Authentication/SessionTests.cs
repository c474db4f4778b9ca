using Godwit.FrontEnd.Connections;
using Godwit.Sip.Messages;

namespace Godwit.Tests.FrontEnd.Authentication;

public class SessionTests
{
    public static TheoryData<string> OtherMethods => ["SUBSCRIBE", "MESSAGE", "INVITE", "SERVICE", "OPTIONS", "CANCEL", "PUBLISH", "FOO"];

    [Theory]
    [MemberData(nameof(OtherMethods))]
    public async Task Before_sign_in_every_other_request_is_403_and_never_401(string method)
    {
        using var bench = await SignInBench.Start();
        var answer = await bench.Take(SignInBench.Request(new SipMethod(method)), new FakeConnection());
        Assert.Equal(403, answer!.Status);
        Assert.Contains("Sign in first", answer.Headers.Get(HeaderNames.MsDiagnostics), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Before_sign_in_an_ACK_is_dropped()
    {
        using var bench = await SignInBench.Start();
        var (context, answer) = await bench.TakeContext(SignInBench.Request(SipMethod.Ack), new FakeConnection());
        Assert.Null(answer);
        Assert.True(context.Answered);
    }

    [Fact]
    public async Task An_unsigned_request_of_a_signed_session_is_403()
    {
        using var bench = await SignInBench.Start();
        var connection = new FakeConnection();
        Assert.Null(await bench.SignIn(new NtlmClient("alice", SignInBench.Password, 4), connection));
        var answer = await bench.Take(SignInBench.Request(SipMethod.Message, cseq: 4), connection);
        Assert.Equal(403, answer!.Status);
        Assert.Null(connection.Ended);
    }

    [Fact]
    public async Task A_changed_message_ends_the_connection_without_an_answer()
    {
        using var bench = await SignInBench.Start();
        var connection = new FakeConnection();
        var client = new NtlmClient("alice", SignInBench.Password, 4);
        Assert.Null(await bench.SignIn(client, connection));
        var message = SignInBench.Request(SipMethod.Message, cseq: 4);
        client.Sign(message);
        message.Headers.Set(HeaderNames.To, "<sip:mallory@godwit.test>");
        var (context, answer) = await bench.TakeContext(message, connection);
        Assert.Null(answer);
        Assert.True(context.Answered);
        Assert.Null(context.Caller);
        Assert.Equal(ConnectionEnd.SecurityViolation, connection.Ended);
    }

    [Theory]
    [InlineData("MESSAGE")]
    [InlineData("REGISTER")]
    public async Task A_replayed_request_ends_the_connection(string method)
    {
        using var bench = await SignInBench.Start();
        var connection = new FakeConnection();
        var client = new NtlmClient("alice", SignInBench.Password, 4);
        Assert.Null(await bench.SignIn(client, connection));
        var request = SignInBench.Request(new SipMethod(method), cseq: 4);
        client.Sign(request);
        Assert.Null(await bench.Take(request, connection));
        Assert.Null(connection.Ended);
        await bench.Take(request, connection);
        Assert.Equal(ConnectionEnd.SecurityViolation, connection.Ended);
    }

    [Fact]
    public async Task Another_From_than_the_user_who_signed_in_is_403()
    {
        using var bench = await SignInBench.Start();
        var connection = new FakeConnection();
        var client = new NtlmClient("alice", SignInBench.Password, 4);
        Assert.Null(await bench.SignIn(client, connection));
        var message = SignInBench.Request(SipMethod.Message, "bob", 4);
        client.Sign(message);
        var answer = await bench.Take(message, connection);
        Assert.Equal(403, answer!.Status);
        Assert.StartsWith("4004;", answer.Headers.Get(HeaderNames.MsDiagnostics), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_GRUU_in_From_names_its_user()
    {
        using var bench = await SignInBench.Start();
        var connection = new FakeConnection();
        var client = new NtlmClient("alice", SignInBench.Password, 4);
        Assert.Null(await bench.SignIn(client, connection));
        var message = SignInBench.Request(SipMethod.Message, cseq: 4);
        message.Headers.Set(HeaderNames.From, "<sip:Alice@Godwit.test;opaque=user:epid:abc;gruu>;tag=1");
        client.Sign(message);
        var (context, _) = await bench.TakeContext(message, connection);
        Assert.Equal("alice@godwit.test", context.Caller?.Value);
    }

    [Fact]
    public async Task A_pool_of_the_forest_is_believed_whom_it_asserts()
    {
        using var bench = await SignInBench.Start();
        var peer = new FakeConnection { Peer = "lcs01.godwit.test" };
        var message = SignInBench.Request(SipMethod.Message, "carol");
        var (context, answer) = await bench.TakeContext(message, peer);
        Assert.Null(answer);
        Assert.Equal("carol@godwit.test", context.Caller?.Value);

        message.Headers.Add(HeaderNames.PAssertedIdentity, "\"Dave\" <sip:dave@godwit.test>, <tel:+1425>");
        (context, _) = await bench.TakeContext(message, peer);
        Assert.Equal("dave@godwit.test", context.Caller?.Value);
    }

    [Fact]
    public async Task Where_the_configuration_says_so_From_is_believed()
    {
        using var bench = await SignInBench.Start(unauthenticated: true);
        var (context, answer) = await bench.TakeContext(SignInBench.Request(SipMethod.Register), new FakeConnection());
        Assert.Null(answer);
        Assert.Equal("alice@godwit.test", context.Caller?.Value);
    }

    [Fact]
    public async Task A_request_without_an_address_in_From_is_400()
    {
        using var bench = await SignInBench.Start();
        var request = SignInBench.Request(SipMethod.Register);
        request.Headers.Set(HeaderNames.From, "<tel:+1425>;tag=1");
        Assert.Equal(400, (await bench.Take(request, new FakeConnection()))!.Status);
    }
}
