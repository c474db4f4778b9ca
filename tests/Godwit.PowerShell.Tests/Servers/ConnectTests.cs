using System.Management.Automation;
using System.Net;
using System.Net.Sockets;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using Godwit.Admin.Access;
using Godwit.Admin.Connections;
using Godwit.PowerShell.Objects;
using Godwit.PowerShell.Tests.Shells;
using Godwit.Scenarios.Forests;

namespace Godwit.PowerShell.Tests.Servers;

[Collection(ShellCollection.Name)]
public class ConnectTests(AdminShell admin)
{
    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public void A_server_that_does_not_answer_is_named_and_the_connection_before_stays()
    {
        var error = admin.Run("Connect-Godwit -Server https://127.0.0.1:9").Error;
        Assert.Equal(("ServerUnreachable,Godwit.PowerShell.Cmdlets.ConnectGodwit", ErrorCategory.ConnectionError), (error.FullyQualifiedErrorId, error.CategoryInfo.Category));
        Assert.Contains("No Godwit server answers at https://127.0.0.1:9", error.ToString(), StringComparison.Ordinal);
        Assert.Equal(3, admin.Run("Get-CsPool").Clean().Output.Count);
        Assert.Contains("https://HOST:PORT", admin.Run("Connect-Godwit nonsense").Error.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_certificate_is_the_one_whose_fingerprint_or_authority_was_kept()
    {
        var certificates = Path.Combine(admin.Forest.DataFolder, "certificates");
        using var own = X509Certificate2.CreateFromPemFile(Path.Combine(certificates, "management.pem"));
        Assert.Equal(new Uri(admin.Server), admin.Run($"Connect-Godwit {admin.Server} -Fingerprint {ServerTrust.FingerprintOf(own)}").One<GodwitConnection>().Server);
        Assert.Equal(3, admin.Run($"Connect-Godwit {admin.Server} -AuthorityFile $file", ("file", Path.Combine(certificates, "authority.pem"))).One<GodwitConnection>().Pools.Count);

        var other = admin.Run($"Connect-Godwit {admin.Server} -Fingerprint {Convert.ToHexString(RandomNumberGenerator.GetBytes(32))}").Error;
        Assert.Equal(("ServerUntrusted", ErrorCategory.SecurityError), (other.FullyQualifiedErrorId.Split(',')[0], other.CategoryInfo.Category));
        Assert.Contains(ServerTrust.FingerprintOf(own), other.ToString(), StringComparison.Ordinal);

        using var key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        using var stranger = new CertificateRequest("CN=Somebody else", key, HashAlgorithmName.SHA256).CreateSelfSigned(DateTimeOffset.UnixEpoch, DateTimeOffset.UnixEpoch.AddYears(100));
        await File.WriteAllTextAsync(admin.File("stranger.pem"), stranger.ExportCertificatePem(), Cancel);
        Assert.Equal("ServerUntrusted", admin.Run($"Connect-Godwit {admin.Server} -AuthorityFile $file", ("file", admin.File("stranger.pem"))).Error.FullyQualifiedErrorId.Split(',')[0]);
    }

    [Fact]
    public async Task A_token_lets_in_as_far_as_its_role_goes()
    {
        var reader = await admin.Admin.Access.AddToken(new AddToken("shell", Roles.Reader), Cancel);
        try
        {
            admin.Run($"Connect-Godwit {admin.Server} -Token $token", ("token", reader.Text)).Clean();
            Assert.Equal(3, admin.Run("Get-CsPool").Clean().Output.Count);
            var refused = admin.Run("Set-CsUser alice@godwit.test -Title Captain").Error;
            Assert.Equal(("NotAllowed", ErrorCategory.PermissionDenied), (refused.FullyQualifiedErrorId.Split(',')[0], refused.CategoryInfo.Category));
        }
        finally
        {
            admin.Run($"Connect-Godwit {admin.Server}").Clean();
        }
    }

    [Fact]
    public async Task A_server_that_asks_for_a_token_is_told_from_one_that_is_away()
    {
        await using var closed = await TestForest.Start(new TestForestOptions { TrustLoopback = false });
        var error = admin.Run($"Connect-Godwit https://127.0.0.1:{closed.Settings.Management!.Https.Port}").Error;
        Assert.Equal(("TokenNeeded", ErrorCategory.AuthenticationError), (error.FullyQualifiedErrorId.Split(',')[0], error.CategoryInfo.Category));
        Assert.Contains("Connect-Godwit -Token", error.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public void Stop_ends_a_cmdlet_that_waits_for_its_server()
    {
        // A server that takes the connection and says nothing.
        using var silent = new TcpListener(IPAddress.Loopback, 0);
        silent.Start();
        using var shell = new Shell();
        using var line = shell.Begin($"Connect-Godwit -Server http://{silent.LocalEndpoint}");
        var run = line.BeginInvoke();
        using var connection = silent.AcceptTcpClient();

        line.Stop();

        Assert.Throws<PipelineStoppedException>(() => line.EndInvoke(run));
        Assert.Equal(PSInvocationState.Stopped, line.InvocationStateInfo.State);
    }
}
