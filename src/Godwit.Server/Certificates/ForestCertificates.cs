using System.Security.Cryptography.X509Certificates;

namespace Godwit.Server.Certificates;

/// <summary>The certificates of this host: the authority that all pools trust among themselves, and a server certificate per name.</summary>
public sealed class ForestCertificates(X509Certificate2 authority, IReadOnlyDictionary<string, X509Certificate2> servers) : IDisposable
{
    public X509Certificate2 Authority { get; } = authority;

    /// <param name="name">A pool's FQDN or <see cref="Management"/>.</param>
    public X509Certificate2 For(string name) => servers[name];

    /// <summary>The name of the admin API's own certificate.</summary>
    public const string Management = "management";

    public void Dispose()
    {
        Authority.Dispose();
        foreach (var certificate in servers.Values.Distinct()) certificate.Dispose();
    }
}
