using System.Net.Security;
using System.Security.Cryptography.X509Certificates;
using Godwit.FrontEnd.Connections;
using Godwit.Links.Hosts;
using Godwit.Pool.Users;
using Godwit.Server.Certificates;
using Godwit.Server.Configuration;
using Godwit.Server.Pools;
using Microsoft.Extensions.Logging;

namespace Godwit.Server.Hosting;

/// <summary>A host that runs pools of a forest that another host manages. Read <see cref="Start"/> as the table of contents.</summary>
public sealed class JoinedHost : IAsyncDisposable
{
    private readonly DataFolder _folder;
    private readonly ForestCertificates _certificates;
    private readonly List<PoolHost> _pools = [];
    private readonly ManagementLink _link;
    private readonly SharedParts _shared;
    private Replication? _replication;
    private volatile bool _serving;

    private JoinedHost(ForestSettings settings, JoinSettings join, ForestStart how)
    {
        _folder = DataFolder.Take(settings.DataFolder);
        _certificates = CertificateFiles.Load(settings.Tls!, [.. settings.PoolsHere.Select(p => p.Fqdn), ForestCertificates.Management]);
        var offered = new List<OfferedPool>();
        _link = new ManagementLink(join.Host, join.Port, Security(join, _certificates), offered, () => _serving, how.Time, how.Loggers.CreateLogger<ManagementLink>());
        var directory = new RemoteDirectory(_link);
        var forest = new ForestView();
        _shared = new SharedParts(forest, new UserReplicator(directory, forest), directory, directory.Groups, directory.Secrets, how.Time, how.Loggers);
        foreach (var pool in settings.PoolsHere) _pools.Add(PoolHost.Open(pool, settings, _certificates, _shared, how.Unauthenticated));
        offered.AddRange(_pools.Select(p => new OfferedPool(p.Fqdn, p.Link, p.BackEnd, new PoolAgent(p))));
    }

    public IReadOnlyList<PoolHost> Pools => _pools;

    /// <exception cref="StartException">One sentence for the operator: why this host can't start here and now.</exception>
    public static async Task<JoinedHost> Start(ForestSettings settings, ForestStart how, CancellationToken cancel)
    {
        if (settings.Join is not { } join) throw new ArgumentException("This host does not join a forest", nameof(settings));
        StartCheck.Certificates(settings);
        StartCheck.Ports(settings);
        var host = new JoinedHost(settings, join, how);
        try
        {
            // Homes first: the management, which may have moves to take up, finds pools that it can ask as soon as they have joined.
            foreach (var pool in host._pools) await pool.Prepare(cancel);
            host._link.Start();
            await host._shared.Replicator.CatchUp(cancel);
            host._replication = Replication.Start(host._shared);
            await Task.WhenAll(host._pools.Select(p => host._link.Returned(p.Fqdn, cancel)));
            await Task.WhenAll(host._pools.Select(p => p.Open()));
            host._serving = true;
            return host;
        }
        catch
        {
            await host.DisposeAsync();
            throw;
        }
    }

    public async ValueTask DisposeAsync()
    {
        if (_replication is not null) await _replication.DisposeAsync();
        await _link.DisposeAsync();
        await Task.WhenAll(_pools.Select(p => p.DisposeAsync().AsTask()));
        _shared.Replicator.Dispose();
        _certificates.Dispose();
        _folder.Dispose();
    }

    private static SslClientAuthenticationOptions Security(JoinSettings join, ForestCertificates certificates)
    {
        var own = certificates.For(ForestCertificates.Management);
        return new SslClientAuthenticationOptions
        {
            TargetHost = join.Host,
            ClientCertificates = [own],
            LocalCertificateSelectionCallback = (_, _, _, _, _) => own,
            RemoteCertificateValidationCallback = (_, certificate, _, _) =>
                certificate is X509Certificate2 shown && PoolCertificate.IsFrom(shown, certificates.Authority) && shown.MatchesHostname(join.Host),
        };
    }
}
