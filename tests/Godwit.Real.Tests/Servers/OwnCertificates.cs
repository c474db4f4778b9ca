using System.Net;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;

namespace Godwit.Real.Tests.Servers;

/// <summary>What an operator brings: an authority, and a certificate of it for some names, as PEM files in a folder.</summary>
public sealed class OwnCertificates : IDisposable
{
    private readonly string _folder;

    public OwnCertificates(string folder, params string[] names)
    {
        _folder = folder;
        var now = TimeProvider.System.GetUtcNow();
        using var authorityKey = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        var root = new CertificateRequest("CN=Example Organization Root", authorityKey, HashAlgorithmName.SHA256);
        root.CertificateExtensions.Add(new X509BasicConstraintsExtension(true, false, 0, true));
        Authority = root.CreateSelfSigned(now.AddDays(-1), now.AddDays(30));

        // RSA, as most operators have it; the server's own are ECDSA.
        using var key = RSA.Create(2048);
        var request = new CertificateRequest($"CN={names[0]}", key, HashAlgorithmName.SHA256, RSASignaturePadding.Pkcs1);
        var alternatives = new SubjectAlternativeNameBuilder();
        foreach (var name in names) alternatives.AddDnsName(name);
        alternatives.AddIpAddress(IPAddress.Loopback);
        request.CertificateExtensions.Add(alternatives.Build());
        // Server for clients, client on the trunks between pools.
        request.CertificateExtensions.Add(new X509EnhancedKeyUsageExtension([new Oid("1.3.6.1.5.5.7.3.1"), new Oid("1.3.6.1.5.5.7.3.2")], false));
        Server = request.Create(Authority.SubjectName, X509SignatureGenerator.CreateForECDsa(authorityKey), now.AddDays(-1), now.AddDays(20), RandomNumberGenerator.GetBytes(16));
        Write("authority.pem", Authority.ExportCertificatePem());
        Write("server.pem", Server.ExportCertificatePem());
        Write("server.key", key.ExportPkcs8PrivateKeyPem());
    }

    public X509Certificate2 Authority { get; }

    public X509Certificate2 Server { get; }

    public void Dispose()
    {
        Authority.Dispose();
        Server.Dispose();
    }

    private void Write(string file, string pem) => File.WriteAllText(Path.Combine(_folder, file), pem);
}
