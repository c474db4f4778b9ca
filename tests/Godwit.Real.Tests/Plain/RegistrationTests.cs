using Godwit.Real.Tests.Servers;

namespace Godwit.Real.Tests.Plain;

/// <summary>Linphone and baresip register with Digest over each transport.</summary>
public class RegistrationTests(Forest forest)
{
    [Theory]
    [InlineData("udp", "lcs01")]
    [InlineData("tcp", "ocs07")]
    [InlineData("tls", "r2pool")]
    public async Task Linphone_registers_with_one_of_the_two_hashes(string transport, string pool)
    {
        await using var client = await Linphone.Register(await New(transport, pool));
        Assert.Contains("Digest realm=\"godwit.test\"", client.Output, StringComparison.Ordinal);
        await client.Expect("algorithm=SHA-256, username=", "algorithm=MD5, username=");
        client.Forget();
        await client.Do("unregister");
        await client.Expect("to [LinphoneRegistrationCleared]");
    }

    [Theory]
    [InlineData("udp", "r2pool")]
    [InlineData("tcp", "lcs01")]
    [InlineData("tls", "ocs07")]
    public async Task Baresip_registers_with_MD5(string transport, string pool)
    {
        await using var client = await Baresip.Register(await New(transport, pool));
        await client.Expect("200 OK");
    }

    [Theory]
    [InlineData("udp")]
    [InlineData("tcp")]
    public async Task Linphone_does_not_register_with_a_wrong_password(string transport)
    {
        await using var client = await Linphone.Start(await New(transport, "r2pool") with { Password = "wrong" });
        await client.Expect(Linphone.Failed, "Password for");
        Assert.DoesNotContain(Linphone.Ready, client.Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Baresip_does_not_register_with_a_wrong_password()
    {
        await using var client = await Baresip.Start(await New("tcp", "r2pool") with { Password = "wrong" });
        await client.Expect("(REGISTER_FAIL)");
        Assert.DoesNotContain(Baresip.Ready, client.Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Linphone_does_not_take_a_certificate_of_an_authority_that_it_does_not_know()
    {
        await using var client = await Linphone.Start(await New("tls", "r2pool") with { Authority = Account.AnyAuthority() }, isAsked: false);
        await client.Expect(Linphone.Failed);
        Assert.Contains("Certificate verification failed", client.Output, StringComparison.Ordinal);
    }

    /// <summary>RFC 5626 with two flows, of which one is UDP with STUN for keep-alive and one TCP with CRLF.</summary>
    [Fact]
    public async Task Baresip_keeps_two_flows()
    {
        var account = await New("udp", "lcs01");
        var second = $"sip:127.0.0.1:{account.Pool.Port(account.Server.PortBase, "tcp")};transport=tcp";
        await using var client = await Baresip.Register(account, parameters: $"sipnat=outbound;outbound2=\"{second}\"");
        await client.Expect("{0/UDP/v4} 200 OK", "{1/UDP/v4} 200 OK");
        await client.Expect("{0/TCP/v4} 200 OK", "{1/TCP/v4} 200 OK", "{2/TCP/v4} 200 OK");
        await client.Expect("Require: outbound");
    }

    private async Task<Account> New(string transport, string pool) =>
        new(forest.Server, await forest.NewUser(DemoPool.Of(pool), enhanced: false), DemoPool.Of(pool), transport);
}
