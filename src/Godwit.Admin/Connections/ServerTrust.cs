using System.Net.Security;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;

namespace Godwit.Admin.Connections;

/// <summary>Which certificate of a server is taken: the one with this fingerprint, or those of an authority of its own. Without either this machine's authorities decide.</summary>
public sealed class ServerTrust
{
    private readonly string? _fingerprint;
    private readonly X509Certificate2Collection? _authorities;

    private ServerTrust(string? fingerprint, X509Certificate2Collection? authorities) => (_fingerprint, _authorities) = (fingerprint, authorities);

    /// <summary>Null: nothing was said, or something that makes no sense, which the sentence names.</summary>
    /// <param name="fingerprint">SHA-256 of the server's certificate, 64 hexadecimal digits, colons or not.</param>
    /// <param name="authority">Certificates as PEM.</param>
    public static (ServerTrust? Trust, string? Problem) Of(string? fingerprint, string? authority)
    {
        if (string.IsNullOrWhiteSpace(fingerprint) && string.IsNullOrWhiteSpace(authority)) return (null, null);
        string? pin = null;
        if (!string.IsNullOrWhiteSpace(fingerprint) && (pin = Plain(fingerprint)) is null) return (null, $"'{fingerprint}' is not a SHA-256 fingerprint: 64 hexadecimal digits, with or without colons.");
        if (string.IsNullOrWhiteSpace(authority)) return (new ServerTrust(pin, null), null);
        var (authorities, problem) = Certificates(authority);
        return authorities is null ? (null, problem) : (new ServerTrust(pin, authorities), null);
    }

    /// <summary>The certificates of a PEM text and nothing else of it: an authority's file may hold its private key, too.</summary>
    public static (string? Pem, string? Problem) CertificatesIn(string pem)
    {
        var (certificates, problem) = Certificates(pem);
        return (certificates?.ExportCertificatePems(), problem);
    }

    /// <summary>As <c>openssl x509 -fingerprint -sha256</c> writes it.</summary>
    public static string FingerprintOf(X509Certificate certificate)
    {
        ArgumentNullException.ThrowIfNull(certificate);
        return string.Join(':', SHA256.HashData(certificate.GetRawCertData()).Select(b => b.ToString("X2", System.Globalization.CultureInfo.InvariantCulture)));
    }

    /// <summary>Null when the certificate is taken, else why not.</summary>
    internal string? WhyNot(X509Certificate certificate, SslPolicyErrors errors)
    {
        if (_fingerprint is not null && Plain(FingerprintOf(certificate)) != _fingerprint) return "it is not the one whose fingerprint was kept";
        if (_authorities is null) return null;
        if (errors.HasFlag(SslPolicyErrors.RemoteCertificateNameMismatch)) return "it is for another name";
        using var chain = new X509Chain();
        chain.ChainPolicy.TrustMode = X509ChainTrustMode.CustomRootTrust;
        chain.ChainPolicy.CustomTrustStore.AddRange(_authorities);
        // An authority of one's own rarely says where its list of revoked certificates is.
        chain.ChainPolicy.RevocationMode = X509RevocationMode.NoCheck;
        chain.ChainPolicy.ApplicationPolicy.Add(new Oid("1.3.6.1.5.5.7.3.1"));
        using var copy = X509CertificateLoader.LoadCertificate(certificate.GetRawCertData());
        return chain.Build(copy) ? null : $"the authority that was kept does not vouch for it ({string.Join(", ", chain.ChainStatus.Select(s => s.Status))})";
    }

    private static (X509Certificate2Collection? Certificates, string? Problem) Certificates(string pem)
    {
        var certificates = new X509Certificate2Collection();
        try
        {
            certificates.ImportFromPem(pem);
        }
        catch (CryptographicException e)
        {
            return (null, $"The authority's file can't be read: {e.Message}");
        }

        return certificates.Count == 0 ? (null, "The authority's file has no certificate: it has to be PEM, with BEGIN CERTIFICATE.") : (certificates, null);
    }

    private static string? Plain(string fingerprint)
    {
        var plain = fingerprint.Replace(":", "", StringComparison.Ordinal).Trim().ToLowerInvariant();
        return plain.Length == 64 && plain.All(char.IsAsciiHexDigit) ? plain : null;
    }
}
