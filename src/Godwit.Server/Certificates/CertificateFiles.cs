using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using Godwit.Server.Configuration;

namespace Godwit.Server.Certificates;

/// <summary>Certificates that the operator brought: one for all names of this host.</summary>
public static class CertificateFiles
{
    public static ForestCertificates Load(TlsSettings tls, IReadOnlyList<string> names)
    {
        var authority = X509CertificateLoader.LoadCertificateFromFile(tls.AuthorityFile);
        var server = X509Certificate2.CreateFromPemFile(tls.CertificateFile, tls.KeyFile);
        return new ForestCertificates(authority, names.ToDictionary(n => n, _ => server, StringComparer.OrdinalIgnoreCase));
    }

    /// <summary>What is wrong with the files, in words.</summary>
    public static void Check(TlsSettings tls, IEnumerable<string> fqdns, DateTimeOffset now, ConfigProblems problems)
    {
        using var server = Read(tls, problems);
        if (server is null) return;
        if (server.NotAfter.ToUniversalTime() < now.UtcDateTime) problems.Add("tls.certificate", tls.CertificateFile, $"ended on {server.NotAfter:yyyy-MM-dd}", "renew it");
        foreach (var fqdn in fqdns.Where(f => !server.MatchesHostname(f)))
            problems.Add("tls.certificate", tls.CertificateFile, $"does not name the pool {fqdn}", "have one made with every pool's name as subject alternative name");
    }

    /// <summary>Names the files that can't be read; null when the server's certificate is among them.</summary>
    public static X509Certificate2? Read(TlsSettings tls, ConfigProblems problems)
    {
        Try("tls.authority", tls.AuthorityFile, () => X509CertificateLoader.LoadCertificateFromFile(tls.AuthorityFile))?.Dispose();
        return Try("tls.certificate", tls.CertificateFile, () => X509Certificate2.CreateFromPemFile(tls.CertificateFile, tls.KeyFile));

        X509Certificate2? Try(string member, string file, Func<X509Certificate2> load)
        {
            try
            {
                return load();
            }
            catch (Exception e) when (e is CryptographicException or IOException or UnauthorizedAccessException)
            {
                problems.Add(member, file, $"cannot be read ({e.Message.Split('\n')[0].TrimEnd('.')})", "name PEM files that this account may read");
                return null;
            }
        }
    }
}
