using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using Godwit.Real.Tests.Servers;

namespace Godwit.Real.Tests.Plain;

/// <summary>With what a plain client registers.</summary>
/// <param name="Transport">udp, tcp or tls.</param>
public sealed record Account(GodwitProcess Server, string Address, DemoPool Pool, string Transport)
{
    public string User => Address.Split('@')[0];

    public string Password { get; init; } = Server.Password;

    /// <summary>What is trusted, as PEM; null: the server's own authority.</summary>
    public string? Authority { get; init; }

    public static string AnyAuthority()
    {
        using var key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        var request = new CertificateRequest("CN=Somebody else's authority", key, HashAlgorithmName.SHA256);
        request.CertificateExtensions.Add(new X509BasicConstraintsExtension(true, false, 0, true));
        using var authority = request.CreateSelfSigned(new DateTimeOffset(2020, 1, 1, 0, 0, 0, TimeSpan.Zero), new DateTimeOffset(2049, 1, 1, 0, 0, 0, TimeSpan.Zero));
        return authority.ExportCertificatePem();
    }

    /// <summary>A folder for its client, with the authority in it, and nothing of its key.</summary>
    public async Task<string> NewFolder()
    {
        var folder = Directory.CreateTempSubdirectory("godwit-plain-").FullName;
        using var own = X509Certificate2.CreateFromPem(await File.ReadAllTextAsync(Path.Combine(Server.Folder, "certificates", "authority.pem")));
        await File.WriteAllTextAsync(Path.Combine(folder, "authority.crt"), Authority ?? own.ExportCertificatePem());
        return folder;
    }
}
