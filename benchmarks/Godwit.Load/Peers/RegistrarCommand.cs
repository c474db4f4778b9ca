using System.CommandLine;
using System.Net;
using Godwit.Load.Register;
using Godwit.Pool.Pools;
using Godwit.Pool.Users;
using Godwit.Server.Configuration;
using Godwit.Server.Hosting;
using Microsoft.Extensions.Logging;

namespace Godwit.Load.Peers;

/// <summary>The server's half of the REGISTER benchmark, run by the other half: the real host with a generated forest.</summary>
internal static class RegistrarCommand
{
    public const string Name = "registrar";

    public static Command Build()
    {
        var folder = new Argument<string>("FOLDER");
        var domain = new Argument<string>("DOMAIN");
        var users = new Argument<int>("USERS");
        var port = new Argument<int>("PORT");
        var pools = new Argument<int>("POOLS");
        var command = new Command(Name, "Godwit pools without authentication, for the other benchmarks") { folder, domain, users, port, pools };
        command.Hidden = true;
        command.SetAction(async (parsed, cancel) =>
        {
            using var loggers = LoggerFactory.Create(logging => logging.AddConsole().SetMinimumLevel(LogLevel.Warning));
            var settings = Settings(parsed.GetRequiredValue(folder), parsed.GetRequiredValue(domain), parsed.GetRequiredValue(port), parsed.GetRequiredValue(pools));
            var how = new ForestStart(loggers, TimeProvider.System)
            {
                Unauthenticated = true,
                Seed = (doors, c) => doors.Editor.Add(People(settings, parsed.GetRequiredValue(users)), c),
            };
            await using var host = await ForestHost.Start(settings, how, cancel);
            await Task.Delay(Timeout.InfiniteTimeSpan, TimeProvider.System, cancel).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        });
        return command;
    }

    private static ForestSettings Settings(string folder, string domain, int port, int pools) => new()
    {
        Domains = [domain],
        NetBiosDomain = "LOAD",
        DirectoryFile = Path.Combine(folder, "directory.db"),
        DataFolder = folder,
        Pools = [.. Enumerable.Range(0, pools).Select(pool => Pool(folder, $"pool{pool}.{domain}", port + (pool * 2), withTls: pools > 1))],
        Management = new ManagementSettings(new IPEndPoint(IPAddress.Loopback, ServerProcess.FreePort()), TrustLoopback: false),
    };

    /// <summary>TLS is for the trunks between pools.</summary>
    private static PoolSettings Pool(string folder, string fqdn, int port, bool withTls) => new()
    {
        Fqdn = fqdn,
        Generation = PoolGeneration.Ocs2007R2,
        Tcp = new IPEndPoint(IPAddress.Loopback, port),
        Udp = new IPEndPoint(IPAddress.Loopback, port),
        Tls = withTls ? new IPEndPoint(IPAddress.Loopback, port + 1) : null,
        Advertise = "127.0.0.1",
        DatabaseFile = Path.Combine(folder, fqdn + ".db"),
    };

    private static List<NewUser> People(ForestSettings settings, int users) =>
    [
        .. Enumerable.Range(0, users).Select(i => (Name: Requests.User(i), settings.Pools[i % settings.Pools.Count].Fqdn)).Select(user => new NewUser(
            SipAddress.Parse($"{user.Name}@{settings.Domains[0]}"), user.Name, user.Name, null, $"OU=People,DC={settings.Domains[0].Replace(".", ",DC=", StringComparison.Ordinal)}",
            user.Fqdn, EnhancedPresence: false, Password: "not used")),
    ];
}
