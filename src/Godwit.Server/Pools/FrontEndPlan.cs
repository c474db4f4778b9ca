using Godwit.FrontEnd;
using Godwit.FrontEnd.Groups;
using Godwit.Server.Certificates;
using Godwit.Server.Configuration;

namespace Godwit.Server.Pools;

/// <summary>What a pool's front end is told of the configuration.</summary>
internal static class FrontEndPlan
{
    public static FrontEndOptions Of(PoolSettings pool, ForestSettings forest, ForestCertificates certificates, bool unauthenticated) => new()
    {
        Pool = pool.Record,
        Domains = forest.Domains,
        NetBiosDomain = forest.NetBiosDomain,
        Tcp = pool.Tcp,
        Tls = pool.Tls,
        Udp = pool.Udp,
        Web = pool.Web,
        GroupExpansion = pool.Web is { } web ? new UriBuilder(Uri.UriSchemeHttps, pool.Advertise, web.Port, GroupExpansionService.Path).Uri : null,
        MaxGroupSizeToExpand = pool.MaxGroupSizeToExpand,
        Certificate = certificates.For(pool.Fqdn),
        ForestAuthority = certificates.Authority,
        Routes = forest.Pools.ToDictionary(p => p.Fqdn, p => new PoolRoute(p.Advertise, p.Tcp?.Port, p.Tls?.Port), StringComparer.OrdinalIgnoreCase),
        Unauthenticated = unauthenticated,
        Limits = forest.Limits.Sip,
        IdleTimeout = forest.Limits.IdleTimeout,
        MessageTimeout = forest.Limits.MessageTimeout,
        MaxWriteQueue = forest.Limits.MaxWriteQueue,
        RegistrationExpires = forest.Limits.RegistrationExpires,
    };
}
