using Godwit.FrontEnd.Authentication;
using Godwit.Sip.Messages;

namespace Godwit.Tests.FrontEnd.Authentication;

public class DigestSignInTests
{
    public static TheoryData<string, string> Phones => new() { { "alice", "MD5" }, { "alice", "SHA-256" }, { "alice@godwit.test", "MD5" }, { "alice@godwit.test", "SHA-256" } };

    [Theory]
    [MemberData(nameof(Phones))]
    public async Task A_phone_signs_in_and_its_connection_is_then_believed(string login, string algorithm)
    {
        using var bench = await SignInBench.Start();
        var connection = new FakeConnection();
        Assert.Null(await SignIn(bench, new DigestClient(login, SignInBench.Password, algorithm), connection));
        Assert.IsType<DigestAssociation>(connection.Security);

        var (context, answer) = await bench.TakeContext(SignInBench.Request(SipMethod.Message, cseq: 4), connection);
        Assert.Null(answer);
        Assert.Equal("alice@godwit.test", context.Caller?.Value);
        Assert.Equal(403, (await bench.Take(SignInBench.Request(SipMethod.Message, "bob"), connection))!.Status);
    }

    [Fact]
    public async Task Nothing_is_signed()
    {
        using var bench = await SignInBench.Start();
        var connection = new FakeConnection();
        Assert.Null(await SignIn(bench, Alice(), connection));
        var ok = SipResponse.To(SignInBench.Request(SipMethod.Register), 200);
        connection.Send(ok);
        Assert.False(ok.Headers.Has(HeaderNames.AuthenticationInfo));
    }

    [Theory]
    [InlineData("alice", "wrong")]
    [InlineData("nobody", SignInBench.Password)]
    public async Task Wrong_password_and_unknown_login_get_the_same_401_and_then_403(string login, string password)
    {
        using var bench = await SignInBench.Start();
        var statuses = new List<int>();
        for (var i = 0; i < 25; i++) statuses.Add((await SignIn(bench, new DigestClient(login, password, "SHA-256"), new FakeConnection()))!.Status);
        Assert.All(statuses.Take(FailedSignIns.FreeTries), status => Assert.Equal(401, status));
        Assert.All(statuses.Skip(FailedSignIns.FreeTries), status => Assert.Equal(403, status));
    }

    [Fact]
    public async Task An_old_nonce_is_stale_and_the_new_one_works()
    {
        using var bench = await SignInBench.Start();
        var (client, connection) = (Alice(), new FakeConnection());
        client.Hear((await bench.Take(SignInBench.Request(SipMethod.Register), connection))!);
        bench.Time.Advance(DigestNonces.Lifetime);
        var stale = await Register(bench, client, connection);
        Assert.Equal(401, stale!.Status);
        Assert.Equal(2, stale.Headers.All(HeaderNames.WwwAuthenticate).Count(line => line.EndsWith("stale=true", StringComparison.Ordinal)));
        client.Hear(stale);
        Assert.Null(await Register(bench, client, connection));
        Assert.Null(await Register(bench, client, connection));
    }

    [Fact]
    public async Task Replayed_credentials_are_not_believed()
    {
        using var bench = await SignInBench.Start();
        var client = Alice();
        client.Hear((await bench.Take(SignInBench.Request(SipMethod.Register), new FakeConnection()))!);
        var register = SignInBench.Request(SipMethod.Register, cseq: 2);
        client.Sign(register);
        Assert.Null(await bench.Take(register, new FakeConnection()));
        Assert.Equal(401, (await bench.Take(register, new FakeConnection()))!.Status);
    }

    [Fact]
    public async Task A_nonce_that_this_server_did_not_make_is_refused()
    {
        using var bench = await SignInBench.Start();
        using var other = await SignInBench.Start();
        var client = Alice();
        client.Hear((await other.Take(SignInBench.Request(SipMethod.Register), new FakeConnection()))!);
        var answer = await Register(bench, client, new FakeConnection());
        Assert.Equal(401, answer!.Status);
        Assert.DoesNotContain(answer.Headers.All(HeaderNames.WwwAuthenticate), line => line.Contains("stale", StringComparison.Ordinal));
    }

    [Theory]
    [InlineData(HeaderNames.Authorization)]
    [InlineData(HeaderNames.ProxyAuthorization)]
    public async Task Credentials_in_another_request_on_a_new_flow_are_enough(string header)
    {
        using var bench = await SignInBench.Start();
        var client = Alice();
        client.Hear((await bench.Take(SignInBench.Request(SipMethod.Register), new FakeConnection()))!);
        var message = SignInBench.Request(SipMethod.Message, cseq: 4);
        client.Sign(message, header);
        var (context, _) = await bench.TakeContext(message, new FakeConnection { Transport = "UDP" });
        Assert.Equal("alice@godwit.test", context.Caller?.Value);
    }

    [Fact]
    public async Task Wrong_credentials_in_another_request_are_403_even_on_a_signed_in_connection()
    {
        using var bench = await SignInBench.Start();
        var (client, connection) = (Alice(), new FakeConnection());
        Assert.Null(await SignIn(bench, client, connection));
        var wrong = new DigestClient("alice", "wrong", "MD5");
        wrong.Hear((await bench.Take(SignInBench.Request(SipMethod.Register), connection))!);
        var message = SignInBench.Request(SipMethod.Message, cseq: 4);
        wrong.Sign(message);
        Assert.Equal(403, (await bench.Take(message, connection))!.Status);
    }

    [Fact]
    public async Task Another_users_address_with_ones_own_password_is_refused()
    {
        using var bench = await SignInBench.Start();
        var connection = new FakeConnection();
        var answer = await SignIn(bench, new DigestClient("bob", SignInBench.Password, "MD5"), connection);
        Assert.Equal(403, answer!.Status);
        Assert.Null(connection.Security);
    }

    [Fact]
    public async Task Credentials_for_another_uri_are_400_and_its_parameters_do_not_matter()
    {
        using var bench = await SignInBench.Start();
        var client = Alice();
        client.Hear((await bench.Take(SignInBench.Request(SipMethod.Register), new FakeConnection()))!);
        var register = SignInBench.Request(SipMethod.Register, cseq: 2);
        client.Sign(register, uri: "sip:elsewhere.test");
        Assert.Equal(400, (await bench.Take(register, new FakeConnection()))!.Status);
        client.Sign(register, uri: "sip:godwit.test;transport=tcp");
        Assert.Null(await bench.Take(register, new FakeConnection()));
    }

    [Fact]
    public async Task Two_accounts_of_one_phone_share_its_flow()
    {
        using var bench = await SignInBench.Start();
        var flow = new FakeConnection { Transport = "UDP" };
        Assert.Null(await SignIn(bench, Alice(), flow));
        Assert.Null(await SignIn(bench, new DigestClient("bob", SignInBench.Password, "MD5"), flow, "bob"));
        foreach (var user in (string[])["alice", "bob"])
        {
            var (context, _) = await bench.TakeContext(SignInBench.Request(SipMethod.Message, user), flow);
            Assert.Equal($"{user}@godwit.test", context.Caller?.Value);
        }
    }

    private static DigestClient Alice() => new("alice", SignInBench.Password, "SHA-256");

    private static async Task<SipResponse?> SignIn(SignInBench bench, DigestClient client, FakeConnection connection, string user = "alice")
    {
        client.Hear((await bench.Take(SignInBench.Request(SipMethod.Register, user), connection))!);
        return await Register(bench, client, connection, user);
    }

    private static Task<SipResponse?> Register(SignInBench bench, DigestClient client, FakeConnection connection, string user = "alice")
    {
        var register = SignInBench.Request(SipMethod.Register, user, 2);
        client.Sign(register);
        return bench.Take(register, connection);
    }
}
