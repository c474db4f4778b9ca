using Godwit.Directory.Embedded;
using Godwit.Links.Management;
using Godwit.Moves;
using Godwit.Moves.Engine;
using Godwit.Moves.Healing;
using Godwit.Moves.Notices;
using Godwit.Moves.Plans;
using Godwit.Moves.Vault;
using Godwit.Pool.Pools;
using Godwit.Pool.Users;
using Godwit.Receipts;
using Godwit.Server.Certificates;
using Godwit.Server.Configuration;
using Godwit.Server.Links;
using Godwit.Server.Pools;
using Godwit.Storage;
using Godwit.Storage.Accounts;
using Godwit.Storage.Journal;
using Godwit.Storage.Sqlite;
using Godwit.Storage.Vault;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Logging;

namespace Godwit.Server.Hosting;

/// <summary>All that lasts as long as the process: the data folder's files opened, the pools not yet started.</summary>
internal sealed class ForestState : IAsyncDisposable
{
    private readonly Stack<IAsyncDisposable> _opened = new();
    private readonly List<RemotePool> _remote = [];
    private ServiceProvider? _moves;

    public required ForestSettings Settings { get; init; }

    public required DataFolder Folder { get; init; }

    public required EmbeddedDirectory Directory { get; init; }

    public required ForestCertificates Certificates { get; init; }

    public required SharedParts Shared { get; init; }

    public required RetiredPools Retired { get; init; }

    public PoolLinks Links { get; } = new();

    public RemotePools Remote { get; private set; } = null!;

    public IReadOnlyList<PoolElsewhere> Elsewhere { get; private set; } = [];

    public IReadOnlyList<PoolHost> Pools { get; private set; } = [];

    public Doctor Doctor { get; private set; } = null!;

    public PoolTies Ties { get; private set; } = null!;

    public LeftData LeftData { get; private set; } = null!;

    public HandedData Handed { get; private set; } = null!;

    public MoveEngine Moves { get; private set; } = null!;

    public MoveReceipts Receipts { get; private set; } = null!;

    public IMovePlans Plans { get; private set; } = null!;

    public VaultKeeper Vault { get; private set; } = null!;

    public AccountStore Accounts { get; private set; } = null!;

    public IParcelVault VaultFile { get; private set; } = null!;

    public IOutbox Outbox { get; private set; } = null!;

    public IReadOnlyList<WebhookSettings> Webhooks => Settings.Management?.Webhooks ?? [];

    public ForestDoors Doors => new(Directory.Users, Directory.Editor, Pools.ToDictionary(p => p.Fqdn, p => p.BackEnd));

    public static async Task<ForestState> Open(ForestSettings settings, ForestStart how, CancellationToken cancel)
    {
        SqliteLibrary.Prepare();
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
        if (Remote is not null) await Remote.DisposeAsync();
        if (_moves is not null) await _moves.DisposeAsync();
        foreach (var pool in Elsewhere) pool.Dispose();
        await Task.WhenAll(Pools.Select(p => p.DisposeAsync().AsTask()));
        while (_opened.TryPop(out var opened)) await opened.DisposeAsync();
        Shared.Replicator.Dispose();
        Directory.Dispose();
        Certificates.Dispose();
        Folder.Dispose();
    }

    private static ForestCertificates CertificatesOf(ForestSettings settings, DataFolder folder, TimeProvider time)
    {
        IReadOnlyList<string> names = [.. settings.PoolsHere.Select(p => p.Fqdn), ForestCertificates.Management];
        return settings.Tls is null ? new DevelopmentAuthority(folder.Certificates, time).Provide(names) : CertificateFiles.Load(settings.Tls, names);
    }

    /// <summary>Pools that the configuration names get their object in the directory; retired ones keep only their database.</summary>
    private async Task OpenPools(ForestStart how, CancellationToken cancel)
    {
        var retired = Retired.All;
        foreach (var pool in retired)
        {
            await Directory.Editor.RemovePool(pool.Fqdn, cancel);
            if (Settings.Pools.Any(p => p.Elsewhere && Same(p.Fqdn, pool.Fqdn))) Links.AddRetired(Reach(pool.Record));
            if (!File.Exists(pool.DatabaseFile)) continue;
            var database = PoolDatabase.Open(pool.DatabaseFile, pool.Fqdn);
            _opened.Push(database);
            Links.AddRetired(new RetiredPoolLink(pool.Record, database.BackEnd));
        }

        foreach (var settings in Settings.Pools.Where(p => !retired.Any(r => Same(r.Fqdn, p.Fqdn))))
        {
            var record = settings.Record;
            await Directory.Editor.AddPool(record, cancel);
            if (settings.Elsewhere)
            {
                var remote = Reach(record);
                Links.Add(remote);
                Elsewhere = [.. Elsewhere, new PoolElsewhere(remote, settings)];
            }
            else
            {
                var pool = PoolHost.Open(settings, Settings, Certificates, Shared, how.Unauthenticated);
                Links.Add(pool.Link);
                Pools = [.. Pools, pool];
            }
        }

        RemotePool Reach(PoolRecord record)
        {
            var pool = new RemotePool(record);
            _remote.Add(pool);
            return pool;
        }

        static bool Same(string pool, string other) => string.Equals(pool, other, StringComparison.OrdinalIgnoreCase);
    }

    private void OpenMoves()
    {
        Accounts = AccountStore.Open(Folder.Accounts);
        _opened.Push(Accounts);
        var journal = SqliteMoveStore.Open(Folder.Journal, [.. Webhooks.Select(w => new NoticeReceiver(w.Url.AbsoluteUri, w.Events))], Shared.Time);
        Outbox = journal.Outbox;
        _opened.Push(journal);
        IParcelVault vault = new NoVault();
        if (Settings.Vault.IsOn)
        {
            var file = SqliteVault.Open(Folder.Vault);
            _opened.Push(file);
            vault = file;
        }

        var services = new ServiceCollection().AddLogging().Replace(ServiceDescriptor.Singleton(Shared.Loggers))
            .AddSingleton(Shared.Time).AddSingleton(Shared.Forest).AddSingleton(Shared.Replicator).AddSingleton(Directory.Homes)
            .AddSingleton<IPoolLinks>(Links).AddSingleton<IMoveStore>(journal).AddSingleton(journal.Plans).AddSingleton(vault).AddSingleton(Settings.Vault)
            .AddSingleton(_ => ReceiptKey.Open(Folder.ReceiptKey, File.ReadAllBytes(Settings.DirectoryFile + ".key")))
            .AddMoves(new MoveOptions { UndoWindow = Settings.Limits.UndoWindow })
            .BuildServiceProvider();
        _moves = services;
        Moves = services.GetRequiredService<MoveEngine>();
        Ties = services.GetRequiredService<PoolTies>();
        LeftData = services.GetRequiredService<LeftData>();
        Handed = services.GetRequiredService<HandedData>();
        Doctor = services.GetRequiredService<Doctor>();
        Plans = services.GetRequiredService<IMovePlans>();
        VaultFile = vault;
        Vault = services.GetRequiredService<VaultKeeper>();
        Remote = new RemotePools(_remote, () => Moves, Shared.Time, Shared.Loggers.CreateLogger<RemotePools>());
        Receipts = services.GetRequiredService<MoveReceipts>();
    }
}
