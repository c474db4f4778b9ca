using System.Net;
using System.Security.Cryptography;
using System.Text.Json;
using System.Text.Json.Serialization;
using Godwit.Moves;
using Godwit.Moves.Parcels;
using Godwit.Pool.Pools;
using Godwit.Pool.Users;
using Godwit.Server.Configuration;
using Godwit.Server.Hosting;

namespace Godwit.Server.Demo;

/// <summary>
/// The demo's world: three pools of three generations on the loopback interface, and a company's people on them. Made at the first start on a data folder,
/// found again at each later one, whatever ended the one before.
/// </summary>
public sealed partial class DemoForest
{
    public const string Lcs01 = "lcs01.godwit.test";
    public const string Ocs07 = "ocs07.godwit.test";
    public const string R2Pool = "r2pool.godwit.test";

    private const int Batch = 100;
    private static readonly string[] Fqdns = [Lcs01, Ocs07, R2Pool];

    private readonly string _file;
    private readonly DemoState _state;

    private DemoForest(string file, DemoState state)
    {
        _file = file;
        _state = state;
    }

    /// <summary>How many people it was made with.</summary>
    public int Users => _state.Users;

    /// <summary>Everybody's password.</summary>
    public string Password => _state.Password;

    /// <summary>Opens the world of a data folder, or decides on a new one.</summary>
    /// <exception cref="StartException">The folder holds a demo with another password.</exception>
    public static DemoForest Open(string dataFolder, int users, string? password)
    {
        var file = Path.Combine(dataFolder, "demo.json");
        if (!File.Exists(file)) return new DemoForest(file, new DemoState(users, password ?? RandomPassword(), false)).Save();
        var state = JsonSerializer.Deserialize(File.ReadAllText(file), DemoJson.Default.DemoState)!;
        if (password is not null && password != state.Password)
            throw new StartException($"The demo in {dataFolder} was made with another password; leave --password out, or name another folder with --data");
        return new DemoForest(file, state);
    }

    /// <param name="portBase">TCP of the first pool; TLS on the next, the web service on the one after; the other pools 10 and 20 higher.</param>
    public static ForestSettings Settings(string dataFolder, int portBase, int httpPort) => new()
    {
        Domains = [DemoPeople.Domain],
        NetBiosDomain = "GODWIT",
        DataFolder = dataFolder,
        DirectoryFile = Path.Combine(dataFolder, "directory.db"),
        Management = new ManagementSettings(new IPEndPoint(IPAddress.Loopback, httpPort), TrustLoopback: true),
        Pools =
        [
            Pool(Lcs01, PoolGeneration.Lcs2005Sp1, dataFolder, portBase),
            Pool(Ocs07, PoolGeneration.Ocs2007, dataFolder, portBase + 10),
            Pool(R2Pool, PoolGeneration.Ocs2007R2, dataFolder, portBase + 20),
        ],
    };

    /// <summary>
    /// Fills the forest unless that was done before. The people's data goes to the pools first, as copies that wait; then all people enter the directory at
    /// once, which is the moment that counts; then the copies become theirs. After a crash the next start does the rest.
    /// </summary>
    public async Task Seed(ForestDoors doors, TimeProvider time, CancellationToken cancel)
    {
        if (_state.Seeded) return;
        var people = DemoPeople.Make(Users);
        if ((await doors.Users.ChangesSince(0, cancel)).Count == 0)
        {
            var graph = ContactGraph.Make(Users);
            foreach (var (pool, members) in ByPool())
                foreach (var batch in members.Chunk(Batch))
                    await doors.BackEnds[Fqdns[pool]].Import([.. batch.Select(i => UserParcels.Pack(DemoUserData.Of(i, people, graph[i], time.GetUtcNow())))], cancel);
            var result = await doors.Editor.Add([.. people.Select(p => NewUser(p, Password))], cancel);
            if (result != EditResult.Done) throw new StartException($"The directory did not take the demo's users: {result}");
        }

        // In use already: an earlier start had come so far.
        if (await doors.Editor.AddAccounts(DemoPeople.Accounts, cancel) is not (EditResult.Done or EditResult.LoginInUse) and var problem)
            throw new StartException($"The directory did not take the demo's accounts: {problem}");

        foreach (var group in DemoGroups.Of(people))
            if (await doors.Editor.PutGroup(group, cancel) is not EditResult.Done and var refusal)
                throw new StartException($"The directory did not take the demo's group {group.Mail}: {refusal}");

        foreach (var (pool, members) in ByPool())
            foreach (var batch in members.Chunk(Batch))
                await doors.BackEnds[Fqdns[pool]].Settle([.. batch.Select(i => people[i].Address)], cancel);
        new DemoForest(_file, _state with { Seeded = true }).Save();

        IEnumerable<(int Pool, IEnumerable<int> Members)> ByPool() =>
            Enumerable.Range(0, people.Length).GroupBy(i => people[i].Pool).Select(g => (g.Key, g.AsEnumerable()));
    }

    private static NewUser NewUser(DemoPerson person, string password) =>
        new(person.Address, person.Address.User, person.Name, person.Address.Value, person.Department, Fqdns[person.Pool], true, password)
        {
            Card = new Dictionary<string, string>
            {
                ["title"] = person.Title,
                ["department"] = person.Department,
                ["company"] = "Godwit Ltd",
                ["physicalDeliveryOfficeName"] = $"Office {person.Office}",
                ["telephoneNumber"] = $"+1 555 01{person.Office % 100:00}",
            },
        };

    private static PoolSettings Pool(string fqdn, PoolGeneration generation, string dataFolder, int port) => new()
    {
        Fqdn = fqdn,
        Generation = generation,
        Tcp = new IPEndPoint(IPAddress.Loopback, port),
        Tls = new IPEndPoint(IPAddress.Loopback, port + 1),
        Udp = new IPEndPoint(IPAddress.Loopback, port),
        Web = new IPEndPoint(IPAddress.Loopback, port + 2),
        MaxGroupSizeToExpand = 1_000,
        Advertise = "127.0.0.1",
        DatabaseFile = Path.Combine(dataFolder, fqdn + ".db"),
    };

    private static string RandomPassword() => RandomNumberGenerator.GetString("abcdefghjkmnpqrstuvwxyz23456789", 12);

    private DemoForest Save()
    {
        DataFolder.Make(Path.GetDirectoryName(_file)!);
        var options = new FileStreamOptions { Mode = FileMode.Create, Access = FileAccess.Write };
        if (!OperatingSystem.IsWindows()) options.UnixCreateMode = UnixFileMode.UserRead | UnixFileMode.UserWrite;
        using (var stream = new FileStream(_file + ".new", options)) JsonSerializer.Serialize(stream, _state, DemoJson.Default.DemoState);
        File.Move(_file + ".new", _file, overwrite: true);
        return this;
    }

    private sealed record DemoState(int Users, string Password, bool Seeded);

    [JsonSourceGenerationOptions(JsonSerializerDefaults.Web)]
    [JsonSerializable(typeof(DemoState))]
    private sealed partial class DemoJson : JsonSerializerContext;
}
