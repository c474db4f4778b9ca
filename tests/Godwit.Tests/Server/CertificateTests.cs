using System.Security.Cryptography.X509Certificates;
using Godwit.Server.Certificates;
using Microsoft.Extensions.Time.Testing;
using Xunit;

namespace Godwit.Tests.Server;

public sealed class CertificateTests : IDisposable
{
    private static readonly string[] Names = ["pool1.example.org", "management"];

    private readonly string _folder = System.IO.Directory.CreateTempSubdirectory("godwit-").FullName;
    private readonly FakeTimeProvider _time = new(new DateTimeOffset(2026, 1, 1, 0, 0, 0, TimeSpan.Zero));

    [Fact]
    public void The_first_start_makes_an_authority_and_a_certificate_per_name_that_it_signed()
    {
        using var certificates = Provide();
        var pool = certificates.For("pool1.example.org");

        Assert.True(pool.HasPrivateKey);
        Assert.True(pool.MatchesHostname("pool1.example.org"));
        Assert.True(pool.MatchesHostname("localhost"));
        Assert.True(pool.MatchesHostname("127.0.0.1"));
        Assert.True(Chains(pool, certificates.Authority));
    }

    [Fact]
    public void The_second_start_finds_the_same_ones()
    {
        using var first = Provide();
        using var second = Provide();

        Assert.Equal(first.Authority.Thumbprint, second.Authority.Thumbprint);
        Assert.Equal(first.For("management").Thumbprint, second.For("management").Thumbprint);
        Assert.True(second.For("management").HasPrivateKey);
    }

    [Fact]
    public void Keys_are_for_their_owner_only()
    {
        Provide().Dispose();

        if (OperatingSystem.IsWindows()) return;
        foreach (var file in System.IO.Directory.GetFiles(_folder)) Assert.Equal(UnixFileMode.UserRead | UnixFileMode.UserWrite, File.GetUnixFileMode(file));
    }

    [Fact]
    public void A_certificate_that_ends_within_a_month_is_made_anew_by_the_same_authority()
    {
        using var first = Provide();
        _time.Advance(TimeSpan.FromDays(370));
        using var second = Provide();

        Assert.Equal(first.Authority.Thumbprint, second.Authority.Thumbprint);
        Assert.NotEqual(first.For("management").Thumbprint, second.For("management").Thumbprint);
    }

    [Fact]
    public void A_file_cut_short_is_made_anew()
    {
        using var first = Provide();
        File.WriteAllText(Path.Combine(_folder, "management.pem"), "-----BEGIN CERT");
        using var second = Provide();

        Assert.NotEqual(first.For("management").Thumbprint, second.For("management").Thumbprint);
    }

    public void Dispose() => System.IO.Directory.Delete(_folder, recursive: true);

    private ForestCertificates Provide() => new DevelopmentAuthority(_folder, _time).Provide(Names);

    private bool Chains(X509Certificate2 certificate, X509Certificate2 authority)
    {
        using var chain = new X509Chain();
        chain.ChainPolicy.TrustMode = X509ChainTrustMode.CustomRootTrust;
        chain.ChainPolicy.CustomTrustStore.Add(authority);
        chain.ChainPolicy.RevocationMode = X509RevocationMode.NoCheck;
        chain.ChainPolicy.VerificationTime = _time.GetUtcNow().UtcDateTime;
        return chain.Build(certificate);
    }
}
