using Godwit.Moves;
using Godwit.Moves.Engine;
using Godwit.Tests.Moves.World;

namespace Godwit.Tests.Moves;

/// <summary>
/// Random moves of users between pools that come and go, by an engine that dies at random; clients write all the time. Whatever happened, in the
/// end everybody is in one place with all data. A failure names its seed.
/// </summary>
public class StormTests
{
    /// <summary>GODWIT_STORMS=5000 for a longer look; GODWIT_SEED=n for one storm again.</summary>
    private static readonly int Seeds = Set("GODWIT_STORMS") ?? 200;

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task Nobody_is_lost_or_doubled_in_a_storm(bool force)
    {
        var first = Set("GODWIT_SEED");
        for (var seed = first ?? 0; seed < (first + 1 ?? Seeds); seed++) await Storm(seed, force);
    }

    private static int? Set(string variable) => Environment.GetEnvironmentVariable(variable) is { Length: > 0 } set ? int.Parse(set, null) : null;

    private static async Task Storm(int seed, bool force)
    {
        var random = new Random(seed);
        var where = $"seed {seed}, force {force}";
        var world = new MoveWorld();
        string[] pools = [MoveWorld.Lcs, MoveWorld.Ocs, MoveWorld.R2];
        foreach (var pool in pools) world.AddUsers(4, pool);
        world.AddUsers(2, null);
        var users = world.Acknowledged.Keys.ToList();

        void Blow(Random gust, string name)
        {
            world.Remember(name);
            world.Write(users[gust.Next(users.Count)]);
            var pool = world.Pools[pools[gust.Next(pools.Length)]];
            if (gust.Next(100) < (pool.Up ? 2 : 25)) pool.Up = !pool.Up;
            if (gust.Next(10) == 0) world.KeepInVault(pools[gust.Next(pools.Length)]);
            if (!force) world.CheckNow($"{where}, {name}");
        }

        for (var life = random.Next(1, 4); life >= 0; life--)
        {
            // Each life has its own dice: its calls come from more than one thread, in an order that varies.
            var gust = new Random(random.Next());
            var doors = new Doors { CrashAt = life == 0 ? -1 : random.Next(20, 250), At = name => Blow(gust, name) };
            var engine = world.Boot(doors, o => o with { BatchSize = 3, BatchesInFlight = 2 });
            var moves = Enumerable.Range(0, 3).Select(_ => new MoveRequest([.. users.Where(_ => random.Next(3) == 0)], pools[random.Next(3)], force && random.Next(2) == 0, "storm")).ToList();
            var run = Task.Run(() => Live(engine, moves));
            await world.Until(Task.WhenAny(run, doors.Crashed), where);
            if (doors.Disarm())
            {
                await run;
                await Calm(world, engine, doors, where);
                await engine.DisposeAsync();
            }

            world.Remember("--- dead ---");
            if (random.Next(2) == 0)
                foreach (var pool in world.Pools.Values) pool.Restart();
        }
    }

    private static async Task Live(MoveEngine engine, List<MoveRequest> moves)
    {
        await engine.Resume(CancellationToken.None);
        foreach (var request in moves)
        {
            var id = await engine.Start(request, CancellationToken.None);
            if (request.Force) await foreach (var _ in engine.Watch(id, CancellationToken.None)) { }
        }
    }

    /// <summary>The wind drops: all pools are up, and what is left to do gets done.</summary>
    private static async Task Calm(MoveWorld world, MoveEngine engine, Doors doors, string where)
    {
        doors.Still(world.Remember);
        foreach (var pool in world.Pools.Values) pool.Up = true;
        await world.Until(
            () => doors.Alone(() => world.Journal.Moves.All(m => m.FinishedAt is not null)
                && world.Journal.Batches.Values.All(b => b.Finished)
                && world.Journal.Deliveries.Values.All(d => d.State is not (DeliveryState.AtSource or DeliveryState.Sealed))),
            where);
        foreach (var move in world.Journal.Moves)
            Assert.All(world.Journal.Outcomes[move.Id], o => Assert.True(o.Outcome != MoveOutcome.Pending && (o.Outcome == MoveOutcome.Moved || o.Reason is { Length: > 20 }), $"{where}: {o}"));
        world.CheckPlaces(where);
    }
}
