using System.Net;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using Godwit.FrontEnd.Connections;

namespace Godwit.Server.Certificates;

/// <summary>
/// An authority of one forest's own, made at the first start, that signs the certificates of its pools. Files are PEM, certificate and key
/// in one, readable by the owner only.
/// </summary>
public sealed class DevelopmentAuthority(string folder, TimeProvider time)
{
    private static readonly TimeSpan AuthorityLife = TimeSpan.FromDays(3650);

    /// <summary>397 days: longer ones are refused by some TLS stacks (CA/Browser Forum baseline §6.3.2).</summary>
    private static readonly TimeSpan ServerLife = TimeSpan.FromDays(397);

    private static readonly TimeSpan RenewBefore = TimeSpan.FromDays(30);

    /// <summary>Loads or makes the authority and a certificate for each name; what is about to end is made anew.</summary>
    public ForestCertificates Provide(IReadOnlyList<string> names)
    {
        CreateFolder();
        var authority = Load("authority", _ => true) ?? Save("authority", MakeAuthority());
        var servers = names.ToDictionary(n => n, n => Load(n, c => PoolCertificate.IsFrom(c, authority)) ?? Save(n, MakeServer(n, authority)), StringComparer.OrdinalIgnoreCase);
        return new ForestCertificates(authority, servers);
    }

    private void CreateFolder()
    {
        if (OperatingSystem.IsWindows()) System.IO.Directory.CreateDirectory(folder);
        else System.IO.Directory.CreateDirectory(folder, UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute);
    }

    private X509Certificate2? Load(string name, Func<X509Certificate2, bool> fits)
    {
        var file = FileOf(name);
        if (!File.Exists(file)) return null;
        try
        {
            var certificate = X509Certificate2.CreateFromPemFile(file);
            if (certificate.NotAfter.ToUniversalTime() - RenewBefore > time.GetUtcNow().UtcDateTime && fits(certificate)) return certificate;
            certificate.Dispose();
        }
        catch (CryptographicException)
        {
            // Cut short by a crash while it was written: make it anew.
        }

        return null;
    }

    private X509Certificate2 Save(string name, X509Certificate2 certificate)
    {
        using var key = certificate.GetECDsaPrivateKey()!;
        var file = FileOf(name);
        var options = new FileStreamOptions { Mode = FileMode.Create, Access = FileAccess.Write };
        if (!OperatingSystem.IsWindows()) options.UnixCreateMode = UnixFileMode.UserRead | UnixFileMode.UserWrite;
        using (var writer = new StreamWriter(file + ".new", options))
        {
            writer.WriteLine(certificate.ExportCertificatePem());
            writer.WriteLine(key.ExportPkcs8PrivateKeyPem());
        }

        File.Move(file + ".new", file, overwrite: true);
        return certificate;
    }

    private X509Certificate2 MakeAuthority()
    {
        using var key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        var request = new CertificateRequest("CN=Godwit development authority", key, HashAlgorithmName.SHA256);
        request.CertificateExtensions.Add(new X509BasicConstraintsExtension(true, true, 0, true));
        request.CertificateExtensions.Add(new X509KeyUsageExtension(X509KeyUsageFlags.KeyCertSign | X509KeyUsageFlags.CrlSign, true));
        request.CertificateExtensions.Add(new X509SubjectKeyIdentifierExtension(request.PublicKey, false));
        var now = time.GetUtcNow();
        return request.CreateSelfSigned(now.AddDays(-1), now + AuthorityLife);
    }

    private X509Certificate2 MakeServer(string name, X509Certificate2 authority)
    {
        using var key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        var request = new CertificateRequest($"CN={name}", key, HashAlgorithmName.SHA256);
        var names = new SubjectAlternativeNameBuilder();
        names.AddDnsName(name);
        names.AddDnsName("localhost");
        names.AddIpAddress(IPAddress.Loopback);
        request.CertificateExtensions.Add(names.Build());
        request.CertificateExtensions.Add(new X509BasicConstraintsExtension(false, false, 0, true));
        request.CertificateExtensions.Add(new X509KeyUsageExtension(X509KeyUsageFlags.DigitalSignature, true));
        // Server for clients, client on the trunks to the other pools.
        request.CertificateExtensions.Add(new X509EnhancedKeyUsageExtension([new Oid("1.3.6.1.5.5.7.3.1"), new Oid("1.3.6.1.5.5.7.3.2")], false));
        request.CertificateExtensions.Add(X509AuthorityKeyIdentifierExtension.CreateFromCertificate(authority, true, false));
        var now = time.GetUtcNow();
        using var signed = request.Create(authority, now.AddDays(-1), now + ServerLife, RandomNumberGenerator.GetBytes(16));
        return signed.CopyWithPrivateKey(key);
    }

    private string FileOf(string name) => Path.Combine(folder, name + ".pem");
}
