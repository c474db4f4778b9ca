using Godwit.Moves;
using Godwit.Moves.Batches;
using Godwit.Pool.Users;
using Godwit.Tests.Moves.World;

namespace Godwit.Tests.Moves;

/// <summary>
/// The engine's process dies at every point at which it touches the world while moves run on terms and get orders: what was acknowledged holds, what was not holds or
/// does not, and nobody is lost.
/// </summary>
public class OrderCrashTests
{
    public static TheoryData<string, bool> Cases => [.. from one in OrderCase.All from too in (bool[])[false, true] select (one.Name, too)];

    [Theory]
    [MemberData(nameof(Cases))]
    public async Task An_order_holds_whatever_dies_when(string name, bool poolsDieToo)
    {
        var point = 0;
        while (await Run(OrderCase.All.Single(c => c.Name == name), point, poolsDieToo)) point++;
        Assert.True(point > 40, $"Only {point} points");
    }

    /// <summary>False: it was all over before that point.</summary>
    private static async Task<bool> Run(OrderCase one, int crashAt, bool poolsDieToo)
    {
        var world = new MoveWorld();
        var requests = await one.Prepare(world);
        var by = requests.Select(r => new Administrator(r)).ToList();
        var users = requests[0].Users;
        var turn = 0;
        var where = $"{one.Name}, crash at {crashAt}, pools die too: {poolsDieToo}";
        var life = new Life(world, where, crashAt, _ => world.Write(users[turn++ % users.Count]));
        var script = Task.Run(async () =>
        {
            await life.Engine.Resume(CancellationToken.None);
            await one.Script(world, life, by);
        });
        await world.Until(Task.WhenAny(script, life.Doors.Crashed), where);
        var crashed = !life.Doors.Disarm();
        life.Judge();
        if (!crashed)
        {
            await script;
            await life.Engine.DisposeAsync();
        }
        else where += $" ({life.Doors.Names[^1]})";

        if (poolsDieToo)
            foreach (var pool in world.Pools.Values) pool.Restart();
        foreach (var user in users) world.Write(user);
        world.CheckBatches(where);
        by.RemoveAll(b => !b.Finds(world));
        foreach (var administrator in by) administrator.Check(world, where);
        await GoesOn(world, by, users, where);
        return crashed;
    }

    /// <summary>The next process: who is held begins nothing; and in the end everybody arrives.</summary>
    private static async Task GoesOn(MoveWorld world, List<Administrator> by, IReadOnlyList<SipAddress> users, string where)
    {
        var held = by.Where(b => b.IsHeld).SelectMany(b => Untouched(world, b.Id!)).Except(by.Where(b => !b.IsHeld).SelectMany(b => Untouched(world, b.Id!))).ToDictionary(u => u, u => world.Directory.Users[u].HomePool);
        var turn = 0;
        var life = new Life(world, where, also: _ => world.Write(users[turn++ % users.Count]));
        await world.Until(Task.Run(() => life.Engine.Resume(CancellationToken.None)), where);
        if (held.Count > 0)
        {
            var until = world.Time.GetUtcNow().AddMinutes(5);
            await world.Until(() => world.Time.GetUtcNow() >= until, where);
            life.Do(() => Assert.All(held, u => Assert.True(world.Directory.Users[u.Key].HomePool == u.Value, $"{where}: {u.Key} was moved although the move is held")));
        }

        foreach (var administrator in by) await world.Until(Task.Run(() => administrator.Bring(world, life)), where);
        await world.Until(() => life.Doors.Alone(() => world.Journal.Batches.Values.All(b => b.Finished)), where);
        await life.Engine.DisposeAsync();
        life.Judge();
        if (by.Count == 0) world.CheckPlaces(where);
        foreach (var administrator in by) world.CheckEnd(administrator.Id!, where);
    }

    private static IEnumerable<SipAddress> Untouched(MoveWorld world, string id) =>
        world.Journal.Batches.Values.Where(b => b.MoveId == id && !b.Finished).Select(BatchJson.Read).Where(b => b.IsUntouched && b.Joins is null).SelectMany(b => b.Users).Select(u => u.Address);
}
