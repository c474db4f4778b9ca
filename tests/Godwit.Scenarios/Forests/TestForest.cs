using System.Net;
using Godwit.Admin;
using Godwit.Admin.Users;
using Godwit.Pool.Pools;
using Godwit.Server.Configuration;
using Godwit.Server.Demo;
using Godwit.Server.Hosting;
using Microsoft.Extensions.Logging;
using Xunit;

namespace Godwit.Scenarios.Forests;

/// <summary>
/// A whole forest in this process for one test: three pools, one of each generation, on free ports of the loopback interface, state in a
/// folder of its own. Fails the test when the forest logged an error that the test did not expect.
/// </summary>
public sealed class TestForest : IAsyncDisposable
{
    public const string Lcs01 = DemoForest.Lcs01;
    public const string Ocs07 = DemoForest.Ocs07;
    public const string R2Pool = DemoForest.R2Pool;
    public const string Password = "Secret-1";

    private readonly string _folder;
    private readonly TestForestOptions _options;
    private readonly ILoggerFactory _loggers;
    private ForestHost? _host;
    private bool _seeds;

    private TestForest(string folder, TestForestOptions options, ForestSettings settings)
    {
        _folder = folder;
        _options = options;
        _seeds = options.DemoUsers > 0 && options.SeedOnStart;
        Settings = settings;
        _loggers = Log.Factory();
        Admin = new AdminClient(new Uri($"https://127.0.0.1:{settings.Management!.Https.Port}"));
    }

    public TestLog Log { get; } = new();

    public ForestSettings Settings { get; }

    public AdminClient Admin { get; }

    public ForestHost Host => _host ?? throw new InvalidOperationException("The forest is stopped");

    public string DataFolder => Settings.DataFolder;

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    /// <summary>An empty forest, or with <see cref="TestForestOptions.DemoUsers"/> people of the demo, whose password is <see cref="Password"/>.</summary>
    public static async Task<TestForest> Start(TestForestOptions? options = null)
    {
        options ??= new TestForestOptions();
        var folder = System.IO.Directory.CreateTempSubdirectory("godwit-test-").FullName;
        var forest = new TestForest(folder, options, SettingsIn(Path.Combine(folder, "data"), options));
        try
        {
            await forest.Restart();
            return forest;
        }
        catch
        {
            await forest.DisposeAsync();
            throw;
        }
    }

    /// <summary>Stops the process's part of the forest, if it runs, and starts it again on the same data.</summary>
    public async Task Restart()
    {
        await Stop();
        var world = !_seeds ? null : DemoForest.Open(DataFolder, _options.DemoUsers, Password);
        _host = await ForestHost.Start(Settings, new ForestStart(_loggers, _options.Time)
        {
            Unauthenticated = _options.Unauthenticated,
            Seed = world is null ? null : (doors, cancel) => world.Seed(doors, _options.Time, cancel),
        }, Cancel);
    }

    /// <summary>The next start makes the demo's people, or the rest of them.</summary>
    public void SeedFromNowOn() => _seeds = true;

    public async Task Stop()
    {
        if (_host is not null) await _host.DisposeAsync();
        _host = null;
    }

    public Task<UserView> AddUser(string name, string pool, bool enhancedPresence = true) =>
        Admin.Add(new AddUser($"{name}@{DemoPeople.Domain}", pool, Password, enhancedPresence), Cancel);

    public IPEndPoint Tcp(string pool) => Pool(pool).Tcp!;

    public IPEndPoint Tls(string pool) => Pool(pool).Tls!;

    public IPEndPoint Udp(string pool) => Pool(pool).Udp!;

    public async ValueTask DisposeAsync()
    {
        await Stop();
        Admin.Dispose();
        _loggers.Dispose();
        System.IO.Directory.Delete(_folder, recursive: true);
        Assert.Empty(Log.UnexpectedErrors);
    }

    /// <summary>Where the pool's web service expands groups.</summary>
    public Uri Groups(string fqdn) => new($"https://127.0.0.1:{Pool(fqdn).Web!.Port}/GroupExpansion/service.asmx");

    private PoolSettings Pool(string fqdn) => Settings.Pools.Single(p => p.Fqdn == fqdn);

    private static ForestSettings SettingsIn(string data, TestForestOptions options)
    {
        var ports = FreePorts.Take(10);
        return DemoForest.Settings(data, 1, ports[6]) with
        {
            Management = new ManagementSettings(new IPEndPoint(options.AdminAddress, ports[6]), options.TrustLoopback) { SignIn = options.SignIn, Webhooks = options.Webhooks },
            Pools =
            [
                PoolOf(Lcs01, PoolGeneration.Lcs2005Sp1, ports[0], ports[1], ports[7]),
                PoolOf(Ocs07, PoolGeneration.Ocs2007, ports[2], ports[3], ports[8]),
                PoolOf(R2Pool, PoolGeneration.Ocs2007R2, ports[4], ports[5], ports[9]),
            ],
        };

        PoolSettings PoolOf(string fqdn, PoolGeneration generation, int tcp, int tls, int web) => new()
        {
            Fqdn = fqdn,
            Generation = generation,
            Tcp = new IPEndPoint(IPAddress.Loopback, tcp),
            Tls = new IPEndPoint(IPAddress.Loopback, tls),
            Udp = new IPEndPoint(IPAddress.Loopback, tcp),
            Web = new IPEndPoint(IPAddress.Loopback, web),
            MaxGroupSizeToExpand = 20,
            Advertise = "127.0.0.1",
            DatabaseFile = Path.Combine(data, fqdn + ".db"),
        };
    }
}

public sealed record TestForestOptions
{
    /// <summary>0 = nobody; else 6 or more.</summary>
    public int DemoUsers { get; init; }

    /// <summary>False = not before <see cref="TestForest.SeedFromNowOn"/>.</summary>
    public bool SeedOnStart { get; init; } = true;

    public bool Unauthenticated { get; init; }

    public bool TrustLoopback { get; init; } = true;

    /// <summary>What the admin API listens on.</summary>
    public IPAddress AdminAddress { get; init; } = IPAddress.Loopback;

    public SignInSettings SignIn { get; init; } = new();

    public TimeProvider Time { get; init; } = TimeProvider.System;

    public IReadOnlyList<WebhookSettings> Webhooks { get; init; } = [];
}
