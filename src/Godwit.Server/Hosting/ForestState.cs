using Godwit.Directory.Embedded;
using Godwit.FrontEnd;
using Godwit.FrontEnd.Groups;
using Godwit.Moves;
using Godwit.Moves.Engine;
using Godwit.Pool.Homes;
using Godwit.Pool.Pools;
using Godwit.Pool.Users;
using Godwit.Server.Certificates;
using Godwit.Server.Configuration;
using Godwit.Server.Links;
using Godwit.Server.Pools;
using Godwit.Storage;
using Godwit.Storage.Journal;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Logging;

namespace Godwit.Server.Hosting;

/// <summary>All that lasts as long as the process: the data folder's files opened, the pools not yet started.</summary>
internal sealed class ForestState : IAsyncDisposable
{
    private readonly Stack<IAsyncDisposable> _opened = new();
    private ServiceProvider? _moves;

    public required ForestSettings Settings { get; init; }

    public required DataFolder Folder { get; init; }

    public required EmbeddedDirectory Directory { get; init; }

    public required ForestCertificates Certificates { get; init; }

    public required SharedParts Shared { get; init; }

    public required RetiredPools Retired { get; init; }

    public LocalPoolLinks Links { get; } = new();

    public IReadOnlyList<PoolHost> Pools { get; private set; } = [];

    public MoveEngine Moves { get; private set; } = null!;

    public ForestDoors Doors => new(Directory.Users, Directory.Editor, Pools.ToDictionary(p => p.Fqdn, p => p.BackEnd));

    public static async Task<ForestState> Open(ForestSettings settings, ForestStart how, CancellationToken cancel)
    {
        var folder = DataFolder.Take(settings.DataFolder);
        var directory = EmbeddedDirectory.Open(new EmbeddedDirectoryOptions
        {
            File = settings.DirectoryFile,
            KeyFile = settings.DirectoryFile + ".key",
            SipDomain = settings.Domains[0],
            NetBiosDomain = settings.NetBiosDomain,
        });
        var forest = new ForestView();
        var state = new ForestState
        {
            Settings = settings,
            Folder = folder,
            Directory = directory,
            Certificates = CertificatesOf(settings, folder, how.Time),
            Shared = new SharedParts(forest, new UserReplicator(directory.Users, forest), directory.Users, directory.Groups, directory.Secrets, how.Time, how.Loggers),
            Retired = new RetiredPools(settings.DataFolder),
        };
        await state.OpenPools(how, cancel);
        state.OpenMoves();
        return state;
    }

    public async ValueTask DisposeAsync()
    {
        if (_moves is not null) await _moves.DisposeAsync();
        await Task.WhenAll(Pools.Select(p => p.DisposeAsync().AsTask()));
        while (_opened.TryPop(out var opened)) await opened.DisposeAsync();
        Shared.Replicator.Dispose();
        Directory.Dispose();
        Certificates.Dispose();
        Folder.Dispose();
    }

    private static ForestCertificates CertificatesOf(ForestSettings settings, DataFolder folder, TimeProvider time)
    {
        IReadOnlyList<string> names = [.. settings.Pools.Select(p => p.Fqdn), ForestCertificates.Management];
        return settings.Tls is null ? new DevelopmentAuthority(folder.Certificates, time).Provide(names) : CertificateFiles.Load(settings.Tls, names);
    }

    /// <summary>Pools that the configuration names get their object in the directory; retired ones keep only their database.</summary>
    private async Task OpenPools(ForestStart how, CancellationToken cancel)
    {
        var retired = Retired.All;
        foreach (var pool in retired)
        {
            await Directory.Editor.RemovePool(pool.Fqdn, cancel);
            if (!File.Exists(pool.DatabaseFile)) continue;
            var database = PoolDatabase.Open(pool.DatabaseFile, pool.Fqdn);
            _opened.Push(database);
            Links.AddRetired(new RetiredPoolLink(pool.Record, database.BackEnd));
        }

        var routes = Settings.Pools.ToDictionary(p => p.Fqdn, p => new PoolRoute(p.Advertise, p.Tcp?.Port, p.Tls?.Port), StringComparer.OrdinalIgnoreCase);
        var pools = new List<PoolHost>();
        foreach (var settings in Settings.Pools.Where(p => !retired.Any(r => string.Equals(r.Fqdn, p.Fqdn, StringComparison.OrdinalIgnoreCase))))
        {
            var record = new PoolRecord(settings.Fqdn, settings.Generation, settings.Edition, PoolDn.Of(settings.Fqdn));
            await Directory.Editor.AddPool(record, cancel);
            var pool = new PoolHost(new PoolPlan(settings, record, PoolDatabase.Open(settings.DatabaseFile, settings.Fqdn), new HomeGate(Shared.Time), FrontEndOf(settings, record, routes, how), Shared));
            Links.Add(pool.Link);
            pools.Add(pool);
            Pools = pools;
        }
    }

    private FrontEndOptions FrontEndOf(PoolSettings pool, PoolRecord record, IReadOnlyDictionary<string, PoolRoute> routes, ForestStart how) => new()
    {
        Pool = record,
        Domains = Settings.Domains,
        NetBiosDomain = Settings.NetBiosDomain,
        Tcp = pool.Tcp,
        Tls = pool.Tls,
        Udp = pool.Udp,
        Web = pool.Web,
        GroupExpansion = pool.Web is { } web ? new UriBuilder(Uri.UriSchemeHttps, pool.Advertise, web.Port, GroupExpansionService.Path).Uri : null,
        MaxGroupSizeToExpand = pool.MaxGroupSizeToExpand,
        Certificate = Certificates.For(pool.Fqdn),
        ForestAuthority = Certificates.Authority,
        Routes = routes,
        Unauthenticated = how.Unauthenticated,
        Limits = Settings.Limits.Sip,
        IdleTimeout = Settings.Limits.IdleTimeout,
        MessageTimeout = Settings.Limits.MessageTimeout,
        MaxWriteQueue = Settings.Limits.MaxWriteQueue,
        RegistrationExpires = Settings.Limits.RegistrationExpires,
    };

    private void OpenMoves()
    {
        var journal = SqliteMoveStore.Open(Folder.Journal);
        _opened.Push(journal);
        var services = new ServiceCollection().AddLogging().Replace(ServiceDescriptor.Singleton(Shared.Loggers))
            .AddSingleton(Shared.Time).AddSingleton(Shared.Forest).AddSingleton(Shared.Replicator).AddSingleton(Directory.Homes)
            .AddSingleton<IPoolLinks>(Links).AddSingleton<IMoveStore>(journal)
            .AddMoves(new MoveOptions { UndoWindow = Settings.Limits.UndoWindow })
            .BuildServiceProvider();
        _moves = services;
        Moves = services.GetRequiredService<MoveEngine>();
    }
}
