using System.Collections.Concurrent;
using System.IO.Pipelines;
using System.Net;
using Godwit.FrontEnd;
using Godwit.FrontEnd.Connections;
using Godwit.FrontEnd.Relay;
using Godwit.FrontEnd.Requests;
using Godwit.FrontEnd.Trunks;
using Godwit.Pool.Homes;
using Godwit.Pool.Pools;
using Godwit.Pool.Users;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Time.Testing;

namespace Godwit.Tests.FrontEnd.Bench;

/// <summary>
/// A front end as it is composed in the product, with pipes for sockets, fakes for homes and directory, and a fake clock. Fails when it is disposed of
/// and an error was logged that the test did not forgive.
/// </summary>
internal sealed class EdgeBench : IAsyncDisposable
{
    public const string Fqdn = "r2pool.godwit.test";

    private readonly ServiceProvider _provider;
    private readonly CancellationTokenSource _stopping = new();
    private readonly List<TestClient> _clients = [];
    private readonly ConcurrentQueue<Task> _adopted = new();
    private int _port = 40_000;

    public EdgeBench(Func<FrontEndOptions, FrontEndOptions>? change = null, FakeForest? forest = null, FakeTimeProvider? time = null, ITrunkDialer? dialer = null)
    {
        Forest = forest ?? new FakeForest();
        Time = time ?? new FakeTimeProvider();
        var options = new FrontEndOptions
        {
            Pool = new PoolRecord(Fqdn, PoolGeneration.Ocs2007R2, PoolEdition.Standard, "CN=r2pool"),
            Domains = [FakeForest.Domain],
            NetBiosDomain = "GODWIT",
            Tcp = new IPEndPoint(IPAddress.Loopback, 5080),
            Routes = new Dictionary<string, PoolRoute>
            {
                [Fqdn] = new("127.0.0.1", 5080, 5081),
                ["lcs01.godwit.test"] = new("127.0.0.1", 5060, 5061),
            },
            Unauthenticated = true,
            // The clock of a test runs away from what its connections say.
            TrunkKeepAlive = TimeSpan.FromDays(1),
        };
        Options = change?.Invoke(options) ?? options;
        var services = new ServiceCollection();
        services.AddLogging(log => log.AddProvider(Log));
        services.AddSingleton<TimeProvider>(Time);
        services.AddSingleton(Forest.View);
        services.AddSingleton<IUserSecrets>(Forest);
        services.AddSingleton(new HomeGate(Time));
        services.AddSingleton(Homes.Factory);
        services.AddSingleton<IRegistrar, AskTheHome>();
        services.AddSingleton<IHostApplicationLifetime>(new Lifetime(_stopping));
        services.AddFrontEnd(Options);
        if (dialer is not null) services.AddSingleton(dialer);
        _provider = services.BuildServiceProvider();
        foreach (var service in _provider.GetServices<IHostedService>()) service.StartAsync(CancellationToken.None).GetAwaiter().GetResult();
    }

    public CancellationToken Stopping => _stopping.Token;

    public FrontEndOptions Options { get; }

    public FakeTimeProvider Time { get; }

    public FakeForest Forest { get; }

    public FakeHomes Homes { get; } = new();

    public ErrorLog Log { get; } = new();

    public EndpointTable Endpoints => Get<EndpointTable>();

    public ConnectionTable Connections => Get<ConnectionTable>();

    public Forks Forks => Get<Forks>();

    public T Get<T>() where T : notnull => _provider.GetRequiredService<T>();

    /// <summary>A client that has connected.</summary>
    /// <param name="isDialled">The front end has opened it, to a pool.</param>
    public TestClient Connect(string transport = "TCP", string? peer = null, PipeOptions? outbound = null, bool isDialled = false)
    {
        var client = new TestClient(new IPEndPoint(IPAddress.Loopback, ++_port), transport, outbound);
        client.Run(Get<ConnectionHost>(), peer, _stopping.Token, isDialled);
        _clients.Add(client);
        return client;
    }

    /// <summary>A client whose user is signed in, as its REGISTER would have done it.</summary>
    public TestClient SignIn(string user, string epid = "1", string transport = "TCP", ClientFamily family = ClientFamily.Plain)
    {
        var client = Connect(transport);
        client.User = user;
        var key = new EndpointKey(SipAddress.Parse($"{user}@{FakeForest.Domain}"), epid);
        var endpoint = new Endpoint(
            key, client.Contact, client.Connection.Id, null, $"sip:{key.User.Value};opaque=user:epid:{user}{epid};gruu", "test", PresenceMode.Enhanced, Time.GetUtcNow().AddHours(1));
        if (Forest.View.Find(key.User) is null) Forest.Add(user, Options.Pool.Fqdn);
        Homes.Of(user).Endpoints[key] = endpoint;
        Endpoints.Put(new LiveEndpoint(endpoint, client.Connection, family));
        client.Gruu = endpoint.Gruu!;
        return client;
    }

    /// <summary>The clock goes on in steps of a beat, as it does in life.</summary>
    public void Advance(TimeSpan time)
    {
        for (var left = time; left > TimeSpan.Zero; left -= Heartbeat.Interval) Time.Advance(Heartbeat.Interval);
    }

    /// <summary>Lets the others run until it is so.</summary>
    public static async Task Until(Func<bool> isSo)
    {
        using var patience = new CancellationTokenSource(TimeSpan.FromSeconds(20));
        while (!isSo())
        {
            patience.Token.ThrowIfCancellationRequested();
            await Task.Yield();
        }
    }

    /// <summary>Waits for it at the end.</summary>
    public void Adopt(Task connection) => _adopted.Enqueue(connection);

    public void Stop() => _stopping.Cancel();

    public async ValueTask DisposeAsync()
    {
        await _stopping.CancelAsync();
        foreach (var service in _provider.GetServices<IHostedService>().Reverse()) await service.StopAsync(CancellationToken.None);
        foreach (var client in _clients) client.Hang();
        foreach (var client in _clients) await client.Ended;
        while (_adopted.TryDequeue(out var connection)) await connection;
        await _provider.DisposeAsync();
        _stopping.Dispose();
        Assert.True(Log.Errors.Count == 0, string.Join("\n", Log.Errors));
    }

    private sealed class Lifetime(CancellationTokenSource stopping) : IHostApplicationLifetime
    {
        public CancellationToken ApplicationStarted => CancellationToken.None;

        public CancellationToken ApplicationStopping => stopping.Token;

        public CancellationToken ApplicationStopped => CancellationToken.None;

        public void StopApplication() => stopping.Cancel();
    }
}
