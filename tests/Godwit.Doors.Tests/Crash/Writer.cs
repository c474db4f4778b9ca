using Godwit.Directory.Embedded;
using Godwit.Moves.Parcels;
using Godwit.Pool.BackEnds;
using Godwit.Pool.Contacts;
using Godwit.Pool.Pools;
using Godwit.Pool.Users;
using Godwit.Storage;

namespace Godwit.Doors.Tests.Crash;

/// <summary>
/// The other life of this executable: it runs no tests, but writes to the databases of a folder until it is killed, and prints a line for each
/// write that was acknowledged.
/// </summary>
internal static class Writer
{
    public const string Verb = "write-until-killed";
    public const int Flows = 8;
    public const int BatchSize = 10;

    public static PoolDatabase OpenPool(string folder) => PoolDatabase.Open(Path.Combine(folder, "pool.db"), "lcs01.godwit.test");

    public static EmbeddedDirectory OpenDirectory(string folder) => EmbeddedDirectory.Open(new EmbeddedDirectoryOptions
    {
        File = Path.Combine(folder, "directory.db"),
        KeyFile = Path.Combine(folder, "directory.key"),
        SipDomain = "godwit.test",
    });

    public static SipAddress Saver(int flow) => SipAddress.Parse($"saver{flow}@godwit.test");

    public static SipAddress[] Batch(int run, int number) => [.. Enumerable.Range(0, BatchSize).Select(i => SipAddress.Parse($"batch{run}.{number}.{i}@godwit.test"))];

    public static SipAddress Added(int run, int number) => SipAddress.Parse($"added{run}.{number}@godwit.test");

    public static async Task<int> Write(string folder, int run)
    {
        await using var pool = OpenPool(folder);
        using var directory = OpenDirectory(folder);
        await directory.Editor.AddPool(new PoolRecord("lcs01.godwit.test", PoolGeneration.Lcs2005Sp1, PoolEdition.Standard, PoolDn.Of("lcs01.godwit.test")), default);
        await Task.WhenAll([.. Enumerable.Range(0, Flows).Select(flow => Save(pool, run, flow)), Import(pool, run), Add(directory, run)]);
        return 0;
    }

    private static async Task Save(PoolDatabase pool, int run, int flow)
    {
        for (var number = 0; ; number++)
        {
            await pool.Users.Save(Saver(flow), [new UserChange.ContactPut(new Contact($"c{run}.{number}@godwit.test", "", [1], true, "", null))], default);
            Say($"saved {flow} c{run}.{number}@godwit.test");
        }
    }

    private static async Task Import(PoolDatabase pool, int run)
    {
        for (var number = 0; ; number++)
        {
            await pool.BackEnd.Import([.. Batch(run, number).Select(user => UserParcels.Pack(UserData.Empty(user)))], default);
            Say($"imported {run} {number}");
        }
    }

    private static async Task Add(EmbeddedDirectory directory, int run)
    {
        for (var number = 0; ; number++)
        {
            var user = Added(run, number);
            await directory.Editor.Add([new NewUser(user, user.User, user.User, null, "", null, false, "secret")], default);
            Say($"added {run} {number}");
            await directory.Homes.Apply([new HomeChange(user, null, null, "lcs01.godwit.test", null)], default);
            Say($"homed {run} {number}");
        }
    }

    private static void Say(string line)
    {
        lock (Console.Out)
        {
            Console.Out.WriteLine(line);
            Console.Out.Flush();
        }
    }
}
