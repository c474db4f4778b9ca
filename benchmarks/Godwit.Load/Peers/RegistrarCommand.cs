using System.CommandLine;
using System.Globalization;
using System.Net;
using System.Runtime.InteropServices;
using Godwit.Load.Register;
using Godwit.Moves.Parcels;
using Godwit.Pool.BackEnds;
using Godwit.Pool.Contacts;
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
    public const string HeapFile = "heap";

    public static Command Build()
    {
        var folder = new Argument<string>("FOLDER");
        var domain = new Argument<string>("DOMAIN");
        var users = new Argument<int>("USERS");
        var port = new Argument<int>("PORT");
        var pools = new Argument<int>("POOLS");
        var contacts = new Argument<int>("CONTACTS") { Description = "Of each user; with any, all are enabled for enhanced presence" };
        var command = new Command(Name, "Godwit pools without authentication, for the other benchmarks") { folder, domain, users, port, pools, contacts };
        command.Hidden = true;
        command.SetAction(async (parsed, cancel) =>
        {
            using var loggers = LoggerFactory.Create(logging => logging.AddConsole().SetMinimumLevel(LogLevel.Warning));
            var settings = Settings(parsed.GetRequiredValue(folder), parsed.GetRequiredValue(domain), parsed.GetRequiredValue(port), parsed.GetRequiredValue(pools));
            var how = new ForestStart(loggers, TimeProvider.System)
            {
                Unauthenticated = true,
                Seed = (doors, c) => Seed(doors, settings, parsed.GetRequiredValue(users), parsed.GetRequiredValue(contacts), c),
            };
            // What is left after a collection is what the users cost: the memory benchmark asks for it.
            using var collect = OperatingSystem.IsWindows() ? null : PosixSignalRegistration.Create(PosixSignal.SIGCONT, _ => Collect(parsed.GetRequiredValue(folder)));
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

    /// <summary>Leaves the octets of all live objects in the file <see cref="HeapFile"/>.</summary>
    private static void Collect(string folder)
    {
        GC.Collect(GC.MaxGeneration, GCCollectionMode.Aggressive, blocking: true, compacting: true);
        File.WriteAllText(Path.Combine(folder, HeapFile), GC.GetTotalMemory(forceFullCollection: false).ToString(CultureInfo.InvariantCulture));
    }

    private static async Task Seed(ForestDoors doors, ForestSettings settings, int users, int contacts, CancellationToken cancel)
    {
        var (domain, pool) = (settings.Domains[0], settings.Pools[0].Fqdn);
        foreach (var batch in Enumerable.Range(0, contacts > 0 ? users : 0).Chunk(200))
        {
            await doors.BackEnds[pool].Import([.. batch.Select(i => UserParcels.Pack(WithContacts(i, users, contacts, domain)))], cancel);
            await doors.BackEnds[pool].Settle([.. batch.Select(i => Address(i, domain))], cancel);
        }

        await doors.Editor.Add(
            [
                .. Enumerable.Range(0, users).Select(i => new NewUser(
                    Address(i, domain), Requests.User(i), $"User {i}", null, $"OU=People,DC={domain.Replace(".", ",DC=", StringComparison.Ordinal)}",
                    settings.Pools[i % settings.Pools.Count].Fqdn, EnhancedPresence: contacts > 0, Password: "not used")),
            ],
            cancel);
    }

    private static SipAddress Address(int i, string domain) => SipAddress.Parse($"{Requests.User(i)}@{domain}");

    /// <summary>The users that follow are her contacts, in two groups.</summary>
    private static UserData WithContacts(int i, int users, int contacts, string domain) => UserData.Empty(Address(i, domain)) with
    {
        Groups = [new ContactGroup(1, "~", ""), new ContactGroup(2, "Project", "")],
        Contacts =
        [
            .. Enumerable.Range(1, contacts).Select(c => (i + c) % users).Order()
                .Select(c => new Contact(Address(c, domain).Value, $"User {c}", [1 + (c % 2)], true, "", null)),
        ],
    };
}
