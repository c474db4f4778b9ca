using System.Globalization;
using Godwit.Moves;
using Godwit.Moves.Terms;
using Godwit.Pool.Users;
using Godwit.Tests.Moves.World;

namespace Godwit.Tests.Moves;

/// <summary>
/// A storm as in <see cref="StormTests"/>, of moves on random terms and undos of moves, to which random orders are given while users go in and out of calls. What was
/// acknowledged holds in the next life, too. A failure names its seed.
/// </summary>
public class OrderStormTests
{
    private static readonly string[] Pools = [MoveWorld.Lcs, MoveWorld.Ocs, MoveWorld.R2];

    /// <summary>GODWIT_STORMS=500 for a longer look; GODWIT_SEED=n for one storm again.</summary>
    private static readonly int Seeds = Set("GODWIT_STORMS") ?? 30;

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task Nobody_is_lost_whatever_is_ordered_in_a_storm(bool force)
    {
        var first = Set("GODWIT_SEED");
        var (from, to) = (first ?? 0, first + 1 ?? Seeds);
        TestContext.Current.SendDiagnosticMessage("Storms of orders, force {0}: seeds {1} to {2}", force, from, to - 1);
        for (var seed = from; seed < to; seed++) await Storm(seed, force);
    }

    private static int? Set(string variable) => Environment.GetEnvironmentVariable(variable) is { Length: > 0 } set ? int.Parse(set, null) : null;

    private static async Task Storm(int seed, bool force)
    {
        var random = new Random(seed);
        var where = $"seed {seed}, force {force}";
        var world = new MoveWorld();
        foreach (var pool in Pools) world.AddUsers(4, pool);
        world.AddUsers(2, null);
        var users = world.Acknowledged.Keys.ToList();
        var moves = new List<Administrator>();
        for (var rest = random.Next(1, 4); rest >= 0; rest--)
        {
            var gust = new Random(random.Next());
            var life = new Life(world, where, rest == 0 ? -1 : random.Next(20, 400), name => Blow(world, users, gust, name), set: o => o with { BatchSize = 3, BatchesInFlight = 2 }, force: force);
            var script = Task.Run(() => Live(world, life, moves, users, new Random(random.Next()), force));
            await world.Until(Task.WhenAny(script, life.Doors.Crashed), where);
            if (life.Doors.Disarm())
            {
                await script;
                await Calm(world, life, moves, where);
                await life.Engine.DisposeAsync();
            }

            life.Judge();
            world.Remember("--- dead ---");
            moves.RemoveAll(m => !m.Finds(world));
            foreach (var move in moves) move.Check(world, where);
            if (random.Next(2) == 0)
                foreach (var pool in world.Pools.Values) pool.Restart();
        }
    }

    private static void Blow(MoveWorld world, List<SipAddress> users, Random gust, string name)
    {
        world.Remember(name);
        world.Write(users[gust.Next(users.Count)]);
        var pool = world.Pools[Pools[gust.Next(Pools.Length)]];
        if (gust.Next(100) < (pool.Up ? 2 : 25)) pool.Up = !pool.Up;
        if (gust.Next(10) == 0) world.KeepInVault(Pools[gust.Next(Pools.Length)]);
        var user = users[gust.Next(users.Count)];
        if (gust.Next(3) == 0 && !pool.Calling.Add(user)) pool.Calling.Remove(user);
    }

    /// <summary>Some moves are begun, and orders given to these and earlier ones.</summary>
    private static async Task Live(MoveWorld world, Life life, List<Administrator> moves, List<SipAddress> users, Random random, bool force)
    {
        await life.Engine.Resume(CancellationToken.None);
        for (var order = 0; order < 12; order++)
        {
            await Task.Delay(TimeSpan.FromSeconds(random.Next(90)), world.Time);
            if (life.Doors.Crashed.IsCompleted) return;
            if (order % 4 == 0)
            {
                var move = new Administrator(Request(world, life, random, users, force, moves.Count));
                moves.Add(move);
                await move.Start(life);
                continue;
            }

            var one = moves[random.Next(moves.Count)];
            _ = await (random.Next(6) switch
            {
                0 => one.Suspend(life),
                1 => one.Cancel(life),
                2 => one.Retry(life),
                3 => one.Change(life, Change(random, world.Time.GetUtcNow())),
                _ => one.GoOn(life),
            });
        }
    }

    private static MoveRequest Request(MoveWorld world, Life life, Random random, List<SipAddress> users, bool force, int number)
    {
        var by = $"administrator {number}";
        var forced = force && random.Next(2) == 0;
        List<SipAddress> some = [.. users.Where(_ => random.Next(3) == 0)];
        var over = life.Doors.Alone(() => world.Journal.Moves.Where(m => m.FinishedAt is not null).Select(m => (m.Id, Users: world.Journal.Outcomes[m.Id].Select(o => o.User).ToList())).ToList());
        var request = over.Count > 0 && random.Next(4) == 0 && over[random.Next(over.Count)] is var undone
            ? MoveRequest.Undo(undone.Id, undone.Users, forced, by)
            : new MoveRequest(some, Pools[random.Next(Pools.Length)], forced, by);
        return request with { Terms = Terms(random, world.Time.GetUtcNow()) };
    }

    private static MoveTerms Terms(Random random, DateTimeOffset now) => random.Next(4) == 0 ? MoveTerms.None : new MoveTerms
    {
        StartAfter = random.Next(3) == 0 ? now.AddSeconds(random.Next(300)) : null,
        Window = random.Next(3) == 0 ? Window(random, now) : null,
        CompleteBy = random.Next(4) == 0 ? now.AddSeconds(600 + random.Next(600)) : null,
        Rate = random.Next(2) == 0 ? random.Next(1, 20) : null,
        Concurrency = random.Next(3) == 0 ? 1 : null,
        Priority = (MovePriority)random.Next(3),
        Busy = random.Next(3) switch { 0 => BusyRule.Move, 1 => BusyRule.Wait, _ => null },
    };

    private static TermsChange Change(Random random, DateTimeOffset now) => new()
    {
        Window = random.Next(4) == 0 ? Window(random, now) : null,
        NoWindow = random.Next(4) == 0,
        CompleteBy = random.Next(6) == 0 ? now.AddSeconds(300 + random.Next(600)) : null,
        Rate = random.Next(2) == 0 ? random.Next(20) : null,
        Concurrency = random.Next(3),
        Priority = (MovePriority)random.Next(3),
        Busy = (BusyRule)random.Next(2),
    };

    /// <summary>One that opens soon, or is open.</summary>
    private static Window? Window(Random random, DateTimeOffset now)
    {
        var from = now.AddMinutes(random.Next(-3, 5));
        return Godwit.Moves.Terms.Window.Parse(string.Create(CultureInfo.InvariantCulture, $"{from:HH:mm}-{from.AddMinutes(random.Next(1, 10)):HH:mm} UTC"));
    }

    /// <summary>The wind drops: all pools are up, nobody calls, nothing holds a move any more, and what is left to do gets done.</summary>
    private static async Task Calm(MoveWorld world, Life life, List<Administrator> moves, string where)
    {
        life.Doors.Still(world.Remember);
        life.Do(() =>
        {
            foreach (var pool in world.Pools.Values)
            {
                pool.Up = true;
                pool.Calling.Clear();
            }
        });
        foreach (var move in moves)
            await world.Until(Task.Run(async () =>
            {
                await move.Change(life, new TermsChange { NoWindow = true, Rate = 0, Concurrency = 0, Busy = BusyRule.Move });
                await move.GoOn(life);
            }), where);
        await world.Until(
            () => life.Doors.Alone(() => world.Journal.Moves.All(m => m.FinishedAt is not null)
                && world.Journal.Batches.Values.All(b => b.Finished)
                && world.Journal.Deliveries.Values.All(d => d.State is not (DeliveryState.AtSource or DeliveryState.Sealed))),
            where);
        foreach (var move in world.Journal.Moves)
            Assert.All(world.Journal.Outcomes[move.Id], o => Assert.True(o.Outcome != MoveOutcome.Pending && (o.Outcome is MoveOutcome.Moved or MoveOutcome.Undone || o.Reason is { Length: > 20 }), $"{where}: {o}"));
        world.CheckPlaces(where);
    }
}
