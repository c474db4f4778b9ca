using System.Net;
using Godwit.Admin.Moves;
using Godwit.Admin.Users;
using Godwit.Real.Tests.Clients;
using Godwit.Real.Tests.Servers;

namespace Godwit.Real.Tests.Hosts;

/// <summary>A forest on two hosts, each a process: one manages it and runs the LCS 2005 SP1 pool <see cref="Here"/>, the other joins it with the OCS 2007 R2 pool <see cref="There"/>.</summary>
public sealed class TwoHosts : IAsyncDisposable
{
    public const string Here = "lcs01.godwit.test";
    public const string There = "r2pool.godwit.test";

    private int _users;

    private TwoHosts(GodwitProcess management, GodwitProcess poolHost) => (Management, PoolHost) = (management, poolHost);

    public GodwitProcess Management { get; }

    public GodwitProcess PoolHost { get; }

    public Cable? Cable { get; private init; }

    /// <summary>What SIP between the pools goes over, one for those who dial either of them.</summary>
    public IReadOnlyList<Cable> Trunks { get; private init; } = [];

    public SmallDisk? Disk { get; private init; }

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    public static async Task<TwoHosts> Start(TwoHostsOptions options = TwoHostsOptions.None)
    {
        var management = GodwitProcess.Configured(_ => "{}");
        var poolHost = GodwitProcess.Configured(_ => "{}");
        var cable = options.HasFlag(TwoHostsOptions.Cable) ? Cable.To(management.PortBase + 29) : null;
        // Each pool listens on an address that nobody names; under the name that both know, and its port, there is the cable.
        var far = options.HasFlag(TwoHostsOptions.Trunks) ? IPAddress.Parse("127.0.0.2") : IPAddress.Loopback;
        Cable[] trunks = far.Equals(IPAddress.Loopback) ? [] : [Cable.To(far, management.PortBase + 1), Cable.To(far, poolHost.PortBase + 1)];
        var data = Path.Combine(poolHost.Folder, "state");
        if (options.HasFlag(TwoHostsOptions.SmallDisk)) poolHost.Around = SmallDisk.Around(data);
        await File.WriteAllTextAsync(management.ConfigFile, Config(management.PortBase, poolHost.PortBase, far, $$"""
            "management": { "https": "127.0.0.1:{{management.HttpPort}}", "trustLoopback": true, "poolHosts": "127.0.0.1:{{management.PortBase + 29}}" }
            """, here: true), Cancel);
        await File.WriteAllTextAsync(poolHost.ConfigFile, Config(management.PortBase, poolHost.PortBase, far, $$"""
            "join": { "management": "127.0.0.1:{{cable?.Port ?? management.PortBase + 29}}" }
            """, here: false), Cancel);
        using (new OwnCertificates(management.Folder, Here, There, "management"))
            foreach (var file in (string[])["server.pem", "server.key", "authority.pem"])
                File.Copy(Path.Combine(management.Folder, file), Path.Combine(poolHost.Folder, file));
        var hosts = new TwoHosts(management, poolHost) { Cable = cable, Trunks = trunks, Disk = options.HasFlag(TwoHostsOptions.SmallDisk) ? new SmallDisk(poolHost, data) : null };
        try
        {
            await Task.WhenAll(management.Run(), poolHost.Run());
            return hosts;
        }
        catch
        {
            await hosts.DisposeAsync();
            throw;
        }
    }

    /// <summary>A new user, homed on the pool.</summary>
    public async Task<string> NewUser(string pool)
    {
        var address = $"flock{Interlocked.Increment(ref _users):000}@godwit.test";
        await Management.Admin.Add(new AddUser(address, pool, Management.Password, true), Cancel);
        return address;
    }

    public Task<SipeProbe> SignIn(string user, string pool) =>
        SipeProbe.SignIn(new ProbeOptions(user, Management.Password, pool == Here ? Management.PortBase : PoolHost.PortBase) { Reconnect = 1 });

    /// <summary>Moves and waits for the end.</summary>
    public async Task<MoveView> Move(string to, params string[] users)
    {
        var move = await Management.Admin.Move(new StartMove(to) { Users = users }, Cancel);
        await foreach (var _ in Management.Admin.Watch(move.Id, Cancel)) { }
        return await Management.Admin.MoveReport(move.Id, Cancel);
    }

    /// <summary>Waits until the management says that the pool runs.</summary>
    public Task Joined(string pool) => Until(pool, "running");

    /// <summary>Waits until the management has given the pool up.</summary>
    public Task Gone(string pool) => Until(pool, "stopped");

    private async Task Until(string pool, string state)
    {
        using var look = new PeriodicTimer(TimeSpan.FromMilliseconds(100), TimeProvider.System);
        while ((await Management.Admin.Pools(Cancel)).Single(p => p.Fqdn == pool).State != state) await look.WaitForNextTickAsync(Cancel);
    }

    public async ValueTask DisposeAsync()
    {
        await PoolHost.DisposeAsync();
        if (Cable is not null) await Cable.DisposeAsync();
        foreach (var trunk in Trunks) await trunk.DisposeAsync();
        await Management.DisposeAsync();
    }

    private static string Config(int management, int poolHost, IPAddress tls, string role, bool here) => $$"""
        {
          "forest": { "domains": ["godwit.test"], "netBiosDomain": "GODWIT" },
          "data": "state",
          "pools": [
            { "fqdn": "{{Here}}", "generation": "LCS 2005 SP1", "tcp": "127.0.0.1:{{management}}", "tls": "{{tls}}:{{management + 1}}", "advertise": "127.0.0.1", "elsewhere": {{(here ? "false" : "true")}} },
            { "fqdn": "{{There}}", "generation": "OCS 2007 R2", "tcp": "127.0.0.1:{{poolHost}}", "tls": "{{tls}}:{{poolHost + 1}}", "advertise": "127.0.0.1", "elsewhere": {{(here ? "true" : "false")}} }
          ],
          {{role}},
          "tls": { "certificate": "server.pem", "key": "server.key", "authority": "authority.pem" }
        }
        """;
}
