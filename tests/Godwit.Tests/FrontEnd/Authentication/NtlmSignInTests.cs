using Godwit.FrontEnd.Authentication;
using Godwit.FrontEnd.Connections;
using Godwit.Pool.Pools;
using Godwit.Pool.Users;
using Godwit.Sip.Messages;

namespace Godwit.Tests.FrontEnd.Authentication;

public class NtlmSignInTests
{
    [Theory]
    [InlineData(PoolGeneration.Lcs2005Sp1, "version=3")]
    [InlineData(PoolGeneration.Ocs2007, "version=3")]
    [InlineData(PoolGeneration.Ocs2007R2, "version=4")]
    public async Task The_first_REGISTER_is_offered_NTLM_and_both_digests_each_on_its_line(PoolGeneration generation, string version)
    {
        using var bench = await SignInBench.Start(generation);
        var answer = await bench.Take(SignInBench.Request(SipMethod.Register), new FakeConnection());

        Assert.Equal(401, answer!.Status);
        Assert.Equal("Mon, 23 Nov 2026 01:08:48 GMT", answer.Headers.Get(HeaderNames.Date));
        var lines = answer.Headers.All(HeaderNames.WwwAuthenticate).ToList();
        Assert.Equal($"NTLM realm=\"SIP Communications Service\", targetname=\"{SignInBench.Pool}\", {version}", lines[0]);
        Assert.Matches("^Digest realm=\"godwit.test\", nonce=\"[^\"]+\", qop=\"auth\", algorithm=SHA-256$", lines[1]);
        Assert.Matches("^Digest realm=\"godwit.test\", nonce=\"[^\"]+\", qop=\"auth\", algorithm=MD5$", lines[2]);
        Assert.Equal(3, lines.Count);
    }

    [Theory]
    [InlineData(2, "alice", "GODWIT")]
    [InlineData(3, "alice", "GODWIT")]
    [InlineData(4, "alice", "godwit")]
    [InlineData(4, "ALICE", "")]
    [InlineData(4, "alice@godwit.test", "")]
    [InlineData(3, "alice", "godwit.test")]
    public async Task Three_legs_sign_in_and_everything_is_signed_both_ways(int version, string login, string domain)
    {
        using var bench = await SignInBench.Start();
        var connection = new FakeConnection();
        var client = new NtlmClient(login, SignInBench.Password, version, domain);

        Assert.Null(await bench.SignIn(client, connection));
        Assert.Equal(SipAddress.Parse("alice@godwit.test"), connection.Security!.User);

        // The server's 200, a NOTIFY of its own, and again the next answer.
        var ok = SipResponse.To(SignInBench.Request(SipMethod.Register, cseq: 3), 200, toTag: "5083BCC6003F");
        ok.Headers.Add(HeaderNames.Expires, "7200");
        connection.Send(ok);
        Assert.True(client.Verify(ok));
        var notify = SignInBench.Request(SipMethod.Benotify);
        notify.Headers.Add(HeaderNames.PAssertedIdentity, "<sip:alice@godwit.test>");
        connection.Send(notify);
        Assert.True(client.Verify(notify));

        // The client's requests and responses.
        for (var cseq = 4; cseq < 10; cseq++)
        {
            var request = SignInBench.Request(SipMethod.Subscribe, cseq: cseq);
            request.Headers.Add(HeaderNames.Expires, "3600");
            client.Sign(request);
            var (context, answer) = await bench.TakeContext(request, connection);
            Assert.Null(answer);
            Assert.Equal("alice@godwit.test", context.Caller!.Value.Value);
        }

        var response = SipResponse.To(SignInBench.Request(SipMethod.Message), 200, toTag: "x");
        client.Sign(response);
        Assert.True(connection.Security.Verify(response));
        response.Headers.Set(HeaderNames.To, "<sip:mallory@godwit.test>;tag=x");
        Assert.False(connection.Security.Verify(response));
    }

    [Theory]
    [InlineData(0x62188255u)]
    [InlineData(0xC2188255u)]
    [InlineData(0x42188255u)]
    [InlineData(0x22188255u)]
    public async Task Clients_with_fewer_flags_get_keys_of_their_strength(uint flags)
    {
        using var bench = await SignInBench.Start();
        var connection = new FakeConnection();
        var client = new NtlmClient("alice", SignInBench.Password, 4, flags: flags | 0x80000);
        Assert.Null(await bench.SignIn(client, connection));
        var ok = SipResponse.To(SignInBench.Request(SipMethod.Register), 200);
        connection.Send(ok);
        Assert.True(client.Verify(ok));
    }

    [Theory]
    [InlineData("alice", "Wrong", "")]
    [InlineData("nobody", SignInBench.Password, "")]
    [InlineData("alice", SignInBench.Password, "ELSEWHERE")]
    public async Task Wrong_password_and_unknown_login_get_the_same_bare_401(string login, string password, string domain)
    {
        using var bench = await SignInBench.Start();
        var connection = new FakeConnection();
        var answer = await bench.SignIn(new NtlmClient(login, password, 4, domain), connection);
        Assert.Equal(401, answer!.Status);
        Assert.All(answer.Headers.All(HeaderNames.WwwAuthenticate), line => Assert.DoesNotContain("gssapi-data", line, StringComparison.Ordinal));
        Assert.False(answer.Headers.Has(HeaderNames.AuthenticationInfo));
        Assert.Null(connection.Security);
    }

    [Fact]
    public async Task Within_25_wrong_tries_the_answer_is_403_with_Retry_After_and_elsewhere_the_user_still_signs_in()
    {
        using var bench = await SignInBench.Start();
        SipResponse? refused = null;
        for (var i = 0; i < 25 && refused is null; i++)
        {
            var answer = await bench.SignIn(new NtlmClient("alice", "Wrong", 4), new FakeConnection());
            if (answer!.Status == 403) refused = answer;
            else Assert.Equal(401, answer.Status);
        }

        Assert.NotNull(refused);
        Assert.Equal("1", refused.Headers.Get(HeaderNames.RetryAfter));
        Assert.Contains("Too many wrong passwords", refused.Headers.Get(HeaderNames.MsDiagnosticsPublic), StringComparison.Ordinal);

        Assert.Equal(403, (await bench.SignIn(new NtlmClient("alice", SignInBench.Password, 4), new FakeConnection()))!.Status);
        Assert.Null(await bench.SignIn(new NtlmClient("alice", SignInBench.Password, 4), new FakeConnection("198.51.100.9")));
        bench.Time.Advance(TimeSpan.FromSeconds(1));
        Assert.Null(await bench.SignIn(new NtlmClient("alice", SignInBench.Password, 4), new FakeConnection()));
    }

    [Fact]
    public async Task Another_users_address_with_ones_own_password_is_refused()
    {
        using var bench = await SignInBench.Start();
        var connection = new FakeConnection();
        var answer = await bench.SignIn(new NtlmClient("bob", SignInBench.Password, 4), connection, user: "alice");
        Assert.Equal(403, answer!.Status);
        Assert.StartsWith("4004;reason=", answer.Headers.Get(HeaderNames.MsDiagnostics), StringComparison.Ordinal);
        Assert.Null(connection.Security);
    }

    [Fact]
    public async Task Another_address_in_To_is_refused()
    {
        using var bench = await SignInBench.Start();
        var connection = new FakeConnection();
        var client = new NtlmClient("alice", SignInBench.Password, 4);
        Assert.Null(await bench.SignIn(client, connection));
        var register = SignInBench.Request(SipMethod.Register, cseq: 4);
        register.Headers.Set(HeaderNames.To, "<sip:bob@godwit.test>");
        client.Sign(register);
        Assert.Equal(403, (await bench.Take(register, connection))!.Status);
    }

    [Fact]
    public async Task The_challenge_of_another_connection_or_an_old_one_is_no_use()
    {
        using var bench = await SignInBench.Start();
        var (one, two) = (new FakeConnection(), new FakeConnection());
        var client = new NtlmClient("alice", SignInBench.Password, 4);
        var second = SignInBench.Request(SipMethod.Register, cseq: 2);
        second.Headers.Add(HeaderNames.Authorization, client.Ask(SignInBench.Pool));
        var challenge = (await bench.Take(second, one))!.Headers.Get(HeaderNames.WwwAuthenticate)!;
        var third = SignInBench.Request(SipMethod.Register, cseq: 3);
        client.Answer(challenge, third);

        Assert.Equal(401, (await bench.Take(third, two))!.Status);
        bench.Time.Advance(TimeSpan.FromMinutes(3));
        Assert.Equal(401, (await bench.Take(third, one))!.Status);
    }

    [Fact]
    public async Task A_replayed_third_leg_does_not_start_the_session_anew()
    {
        using var bench = await SignInBench.Start();
        var connection = new FakeConnection();
        var client = new NtlmClient("alice", SignInBench.Password, 4);
        var second = SignInBench.Request(SipMethod.Register, cseq: 2);
        second.Headers.Add(HeaderNames.Authorization, client.Ask(SignInBench.Pool));
        var challenge = (await bench.Take(second, connection))!.Headers.Get(HeaderNames.WwwAuthenticate)!;
        var third = SignInBench.Request(SipMethod.Register, cseq: 3);
        client.Answer(challenge, third);
        Assert.Null(await bench.Take(third, connection));
        var session = connection.Security;
        Assert.Equal(401, (await bench.Take(third, connection))!.Status);
        Assert.Same(session, connection.Security);
    }

    [Fact]
    public async Task A_signed_REGISTER_of_a_forgotten_session_gets_a_bare_401_and_the_handshake_works_again_on_the_connection()
    {
        using var before = await SignInBench.Start();
        using var after = await SignInBench.Start();
        var client = new NtlmClient("alice", SignInBench.Password, 4);
        Assert.Null(await before.SignIn(client, new FakeConnection()));

        var connection = new FakeConnection();
        var register = SignInBench.Request(SipMethod.Register, cseq: 5);
        client.Sign(register);
        Assert.Equal(401, (await after.Take(register, connection))!.Status);
        Assert.Null(await after.SignIn(new NtlmClient("alice", SignInBench.Password, 4), connection));
    }

    [Fact]
    public async Task A_signed_in_client_signs_in_anew_on_its_connection_and_only_the_new_session_counts()
    {
        using var bench = await SignInBench.Start();
        var connection = new FakeConnection();
        var (first, again) = (new NtlmClient("alice", SignInBench.Password, 4), new NtlmClient("alice", SignInBench.Password, 4));
        Assert.Null(await bench.SignIn(first, connection));
        bench.Time.Advance(TimeSpan.FromHours(8));
        Assert.Null(await bench.SignIn(again, connection));
        Assert.Equal(again.Opaque, Assert.IsType<NtlmAssociation>(connection.Security).Opaque);
    }

    [Fact]
    public async Task A_challenge_is_never_signed()
    {
        using var bench = await SignInBench.Start();
        var connection = new FakeConnection();
        Assert.Null(await bench.SignIn(new NtlmClient("alice", SignInBench.Password, 4), connection));
        var answer = await bench.Take(SignInBench.Request(SipMethod.Register, cseq: 9), connection);
        Assert.Equal(401, answer!.Status);
        Assert.False(answer.Headers.Has(HeaderNames.AuthenticationInfo));
    }

    [Theory]
    [InlineData("NTLM gssapi-data=\"!!!\", opaque=\"x\"")]
    [InlineData("NTLM gssapi-data=\"AAAA\", opaque=\"0123456789AB01234567\"")]
    [InlineData("NTLM gssapi-data=\"\", version=9")]
    [InlineData("NTLM")]
    [InlineData("Basic YWxpY2U6eA==")]
    [InlineData("Digest username=\"alice\"")]
    [InlineData("\"\"\"")]
    public async Task Credentials_that_make_no_sense_get_a_bare_401(string authorization)
    {
        using var bench = await SignInBench.Start();
        var register = SignInBench.Request(SipMethod.Register);
        register.Headers.Add(HeaderNames.Authorization, authorization);
        Assert.Equal(401, (await bench.Take(register, new FakeConnection()))!.Status);
    }

    [Fact]
    public async Task An_address_that_is_not_in_the_forest_is_404_at_once()
    {
        using var bench = await SignInBench.Start();
        var answer = await bench.Take(SignInBench.Request(SipMethod.Register, "mallory"), new FakeConnection());
        Assert.Equal(404, answer!.Status);
        Assert.StartsWith("4005;reason=\"mallory@godwit.test", answer.Headers.Get(HeaderNames.MsDiagnostics), StringComparison.Ordinal);
    }
}
