using System.Security.Cryptography.X509Certificates;

namespace Godwit.FrontEnd.Connections;

/// <summary>Which pool a certificate speaks for: it is from the forest's own authority and names the pool. Any other certificate says nothing.</summary>
public static class PoolCertificate
{
    public static string? PoolOf(X509Certificate2? certificate, FrontEndOptions options)
    {
        if (certificate is null || options.ForestAuthority is not { } authority || !IsFrom(certificate, authority)) return null;
        foreach (var pool in options.Routes.Keys)
            if (certificate.MatchesHostname(pool)) return pool;
        return null;
    }

    public static bool IsFrom(X509Certificate2 certificate, X509Certificate2 authority)
    {
        using var chain = new X509Chain();
        chain.ChainPolicy.TrustMode = X509ChainTrustMode.CustomRootTrust;
        chain.ChainPolicy.CustomTrustStore.Add(authority);
        chain.ChainPolicy.RevocationMode = X509RevocationMode.NoCheck;
        return chain.Build(certificate);
    }
}
