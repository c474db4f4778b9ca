using System.Net;
using System.Net.Security;
using System.Net.Sockets;
using System.Security.Cryptography.X509Certificates;
using Godwit.Admin;
using Godwit.Admin.Users;
using Godwit.Real.Tests.Clients;
using Godwit.Real.Tests.Servers;

namespace Godwit.Real.Tests.Shell;

/// <summary><c>godwit serve</c> with a configuration and certificates of the operator's own.</summary>
public class ServeTests
{
    private const string One = "pool1.godwit.test";
    private const string Two = "pool2.godwit.test";

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData("TERM")]
    [InlineData("INT")]
    public async Task A_configuration_with_certificates_of_ones_own_is_checked_served_and_stopped(string signal)
    {
        await using var server = GodwitProcess.Configured(Configuration);
        using var certificates = new OwnCertificates(server.Folder, One, Two);
        Assert.Equal("OK\n", (await GodwitShell.Run(["check", "--config", server.ConfigFile])).Ended(0).Out);
        await server.Run();

        // Both pools and the admin API show the certificate that was named, to whoever trusts the operator's authority and no other.
        foreach (var (name, port) in ((string, int)[])[(One, server.PortBase + 1), (Two, server.PortBase + 11), ("127.0.0.1", server.HttpPort)])
            Assert.Equal(certificates.Server.Thumbprint, await Shown(name, port, certificates.Authority));

        using var stranger = new AdminClient(server.Server);
        Assert.Equal(401, (await Assert.ThrowsAsync<AdminException>(() => stranger.Pools(Cancel))).Status);
        using var admin = new AdminClient(server.Server, (await File.ReadAllTextAsync(Path.Combine(server.Folder, "state", "admin-token"), Cancel)).Trim());
        var (here, there) = ("operator001@godwit.test", "operator002@godwit.test");
        await admin.Add(new AddUser(here, One, server.Password, true), Cancel);
        await admin.Add(new AddUser(there, Two, server.Password, true), Cancel);

        // Clients over TLS; and the pools know each other by that certificate, or the messages would not get through.
        await using var first = await SipeProbe.SignIn(Client(here, server.PortBase + 1));
        await using var second = await SipeProbe.SignIn(Client(there, server.PortBase + 11));
        foreach (var client in (SipeProbe[])[first, second])
            Assert.Equal(certificates.Server.Thumbprint, client.Events.First(e => e.Name == "tls-certificate")["sha1"]?.Replace(":", "", StringComparison.Ordinal), ignoreCase: true);
        await first.Do($"im {there} Hello");
        Assert.Equal("Hello", (await second.Expect("im"))["text"]);
        await second.Do($"im {here} Hello yourself");
        Assert.Equal("Hello yourself", (await first.Expect("im"))["text"]);

        Assert.Equal(0, await server.Stop(signal));
        Assert.DoesNotContain("fail:", server.Output, StringComparison.Ordinal);
        Assert.DoesNotContain("Unhandled", server.Output, StringComparison.Ordinal);

        ProbeOptions Client(string user, int port) => new(user, server.Password, port) { Transport = "tls" };
    }

    [Fact]
    public async Task Certificates_that_will_not_do_are_named_by_check_and_one_that_cannot_be_read_is_not_served()
    {
        await using var server = GodwitProcess.Configured(Configuration);
        using (new OwnCertificates(server.Folder, One))
            Assert.Contains($"does not name the pool {Two}", (await GodwitShell.Run(["check", "--config", server.ConfigFile])).Ended(1).Error, StringComparison.Ordinal);

        File.Delete(Path.Combine(server.Folder, "server.key"));
        foreach (var verb in (string[])["check", "serve"])
        {
            var missing = (await GodwitShell.Run([verb, "--config", server.ConfigFile])).Ended(1);
            Assert.Contains("server.pem", missing.Error, StringComparison.Ordinal);
            Assert.Contains("cannot be read", missing.Error, StringComparison.Ordinal);
            Assert.DoesNotContain("   at ", missing.Error, StringComparison.Ordinal);
        }
    }

    private static string Configuration(GodwitProcess server) => $$"""
        {
          "forest": { "domains": ["godwit.test"], "netBiosDomain": "GODWIT" },
          "data": "state",
          "pools": [
            { "fqdn": "{{One}}", "generation": "OCS 2007", "tls": "127.0.0.1:{{server.PortBase + 1}}" },
            { "fqdn": "{{Two}}", "generation": "OCS 2007 R2", "tls": "127.0.0.1:{{server.PortBase + 11}}" }
          ],
          "management": { "https": "127.0.0.1:{{server.HttpPort}}" },
          "tls": { "certificate": "server.pem", "key": "server.key", "authority": "authority.pem" }
        }
        """;

    /// <summary>The thumbprint that is shown there, once it has passed every check of a client that trusts this authority.</summary>
    private static async Task<string> Shown(string name, int port, X509Certificate2 authority)
    {
        using var socket = new TcpClient();
        await socket.ConnectAsync(IPAddress.Loopback, port, Cancel);
        await using var tls = new SslStream(socket.GetStream());
        var policy = new X509ChainPolicy { TrustMode = X509ChainTrustMode.CustomRootTrust, RevocationMode = X509RevocationMode.NoCheck };
        policy.CustomTrustStore.Add(authority);
        await tls.AuthenticateAsClientAsync(new SslClientAuthenticationOptions { TargetHost = name, CertificateChainPolicy = policy }, Cancel);
        return ((X509Certificate2)tls.RemoteCertificate!).Thumbprint;
    }
}
