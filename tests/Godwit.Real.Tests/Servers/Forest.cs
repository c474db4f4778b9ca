using System.Globalization;
using Godwit.Admin.Users;
using Godwit.Real.Tests.Clients;

[assembly: AssemblyFixture(typeof(Godwit.Real.Tests.Servers.Forest))]
[assembly: Xunit.v3.Parallelization(MaxThreads = 2)]

namespace Godwit.Real.Tests.Servers;

/// <summary>One demo for all tests that do not kill it. Every test makes its own users, so that none sees another's.</summary>
public sealed class Forest : IAsyncLifetime
{
    private static int _count;

    private GodwitProcess? _server;

    public GodwitProcess Server => _server ?? throw new InvalidOperationException("The demo has not started");

    public async ValueTask InitializeAsync() => _server = await GodwitProcess.Start();

    public async ValueTask DisposeAsync()
    {
        if (_server is not null) await _server.DisposeAsync();
    }

    /// <summary>A new user; <paramref name="pool"/> null = unassigned. Returns her address.</summary>
    public Task<string> NewUser(DemoPool? pool, bool enhanced = true) => NewUser(Server, pool, enhanced);

    public static async Task<string> NewUser(GodwitProcess server, DemoPool? pool, bool enhanced = true)
    {
        // COMPAT: libpurple's ring buffer goes round for ever when the first REGISTER is a multiple of 256 octets long, as it is with nine
        // letters before the @. Eleven keep clear of it.
        var address = string.Create(CultureInfo.InvariantCulture, $"visitor{Interlocked.Increment(ref _count):0000}@godwit.test");
        await server.Admin.Add(new AddUser(address, pool?.Fqdn ?? "", server.Password, enhanced), TestContext.Current.CancellationToken);
        return address;
    }

    /// <summary>How a user's client would be started at that pool.</summary>
    public ProbeOptions Client(string address, DemoPool pool, string transport = "tcp") => Client(Server, address, pool, transport);

    public static ProbeOptions Client(GodwitProcess server, string address, DemoPool pool, string transport = "tcp") =>
        new(address, server.Password, pool.Port(server.PortBase, transport)) { Transport = transport };

    /// <summary>A signed-in client of a user at that pool.</summary>
    public Task<SipeProbe> SignIn(string address, DemoPool pool) => SipeProbe.SignIn(Client(address, pool));
}
