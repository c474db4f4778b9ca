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
        var command = new Command(Name, "One Godwit pool without authentication, for the other benchmarks") { folder, domain, users, port };
        command.Hidden = true;
        command.SetAction(async (parsed, cancel) =>
        {
            using var loggers = LoggerFactory.Create(logging => logging.AddConsole().SetMinimumLevel(LogLevel.Warning));
            var settings = Settings(parsed.GetRequiredValue(folder), parsed.GetRequiredValue(domain), parsed.GetRequiredValue(port));
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

    private static ForestSettings Settings(string folder, string domain, int port) => new()
    {
        Domains = [domain],
        NetBiosDomain = "LOAD",
        DirectoryFile = Path.Combine(folder, "directory.db"),
        DataFolder = folder,
        Pools =
        [
            new PoolSettings
            {
                Fqdn = "pool." + domain,
                Generation = PoolGeneration.Ocs2007R2,
                Tcp = new IPEndPoint(IPAddress.Loopback, port),
                Udp = new IPEndPoint(IPAddress.Loopback, port),
                Advertise = "127.0.0.1",
                DatabaseFile = Path.Combine(folder, "pool.db"),
            },
        ],
        Management = new ManagementSettings(new IPEndPoint(IPAddress.Loopback, ServerProcess.FreePort()), TrustLoopback: false),
    };

    private static List<NewUser> People(ForestSettings settings, int users) =>
    [
        .. Enumerable.Range(0, users).Select(Requests.User).Select(name => new NewUser(
            SipAddress.Parse($"{name}@{settings.Domains[0]}"), name, name, null, $"OU=People,DC={settings.Domains[0].Replace(".", ",DC=", StringComparison.Ordinal)}",
            settings.Pools[0].Fqdn, EnhancedPresence: false, Password: "not used")),
    ];
}
