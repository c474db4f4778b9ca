using System.Globalization;
using System.Net;
using Godwit.Pool.Pools;

namespace Godwit.Server.Configuration;

internal static class PoolValidator
{
    /// <summary>A list leaves in one body: at 100 octets a contact, 5,000 are what one SIP message of 512 KiB holds.</summary>
    private const int MostContacts = 5_000;

    /// <summary>A client shows all of them at once.</summary>
    private const int MostMembers = 1_000;

    public static IReadOnlyList<PoolSettings> Check(IReadOnlyList<PoolConfig?>? pools, string data, ConfigProblems problems)
    {
        if (pools is not { Count: > 0 })
        {
            problems.Missing("pools", "name at least one pool with fqdn, generation and a listener");
            return [];
        }

        var good = new List<PoolSettings>();
        var names = new Dictionary<string, int>(StringComparer.OrdinalIgnoreCase);
        var files = new Dictionary<string, int>(StringComparer.Ordinal);
        foreach (var (i, pool) in pools.Index())
        {
            if (pool is null) problems.Missing($"pools[{i}]", "remove the empty entry or describe a pool");
            else if (Check(pool, $"pools[{i}]", data, problems) is { } settings)
            {
                if (!names.TryAdd(settings.Fqdn, i)) problems.Add($"pools[{i}].fqdn", pool.Fqdn, $"is also the name of pools[{names[settings.Fqdn]}]", "give every pool a name of its own");
                if (!files.TryAdd(settings.DatabaseFile, i)) problems.Add($"pools[{i}].database", settings.DatabaseFile, $"is also the database of pools[{files[settings.DatabaseFile]}]", "give every pool a database of its own");
                good.Add(settings);
            }
        }

        return good;
    }

    private static PoolSettings? Check(PoolConfig pool, string path, string data, ConfigProblems problems)
    {
        if (pool.Fqdn is null) problems.Missing(path + ".fqdn", "write the pool's full name, e.g. \"pool1.example.org\"");
        else if (!ForestValidator.IsDomain(pool.Fqdn)) problems.Add(path + ".fqdn", pool.Fqdn, "is not a full DNS name", "write one like pool1.example.org");

        var generation = PoolGeneration.Ocs2007R2;
        if (pool.Generation is null) problems.Missing(path + ".generation", $"write one of {PoolNames.AllGenerations}");
        else if (PoolNames.Generation(pool.Generation) is { } known) generation = known;
        else problems.Add(path + ".generation", pool.Generation, "is not a generation that pools run", $"write one of {PoolNames.AllGenerations}");

        var edition = PoolEdition.Standard;
        if (pool.Edition is not null && PoolNames.Edition(pool.Edition) is { } named) edition = named;
        else if (pool.Edition is not null) problems.Add(path + ".edition", pool.Edition, "is not an edition", $"write one of {PoolNames.AllEditions}");

        var tcp = EndpointValidator.Read(pool.Tcp, path + ".tcp", problems);
        var tls = EndpointValidator.Read(pool.Tls, path + ".tls", problems);
        var udp = EndpointValidator.Read(pool.Udp, path + ".udp", problems);
        var web = EndpointValidator.Read(pool.Web, path + ".web", problems);
        if (pool is { Tcp: null, Tls: null }) problems.Missing(path + ".tls", "give the pool a tls or tcp listener, e.g. \"0.0.0.0:5061\"");
        if (pool.Advertise is not null && Uri.CheckHostName(pool.Advertise) == UriHostNameType.Unknown)
            problems.Add(path + ".advertise", pool.Advertise, "is not a host name or address", "write what clients can reach, without a port");
        if (string.IsNullOrWhiteSpace(pool.Database) && pool.Database is not null) problems.Add(path + ".database", pool.Database, "is not a file name", "leave it out or name a file");

        if (pool.Fqdn is null) return null;
        var fqdn = pool.Fqdn.ToLowerInvariant();
        return new PoolSettings
        {
            Fqdn = fqdn,
            Generation = generation,
            Edition = edition,
            Elsewhere = pool.Elsewhere ?? false,
            Tcp = tcp,
            Tls = tls,
            Udp = udp,
            Web = web,
            MaxGroupSizeToExpand = Within(pool.MaxGroupSizeToExpand, 100, path + ".maxGroupSizeToExpand", MostMembers, problems),
            Advertise = pool.Advertise ?? Reachable(tls ?? tcp, fqdn),
            Limits = new PoolLimits { Contacts = Within(pool.MaxContactsPerUser, new PoolLimits().Contacts, path + ".maxContactsPerUser", MostContacts, problems) },
            DatabaseFile = Path.Combine(data, string.IsNullOrWhiteSpace(pool.Database) ? fqdn + ".db" : pool.Database),
        };
    }

    private static int Within(int? value, int usual, string member, int most, ConfigProblems problems)
    {
        if (value is null) return usual;
        if (value > 0 && value <= most) return value.Value;
        problems.Add(member, value.Value.ToString(CultureInfo.InvariantCulture), "is out of range", $"write a number from 1 to {most}, or leave it out for {usual}");
        return usual;
    }

    private static string Reachable(IPEndPoint? listener, string fqdn) =>
        listener is null || listener.Address.Equals(IPAddress.Any) || listener.Address.Equals(IPAddress.IPv6Any) ? fqdn : listener.Address.ToString();
}
