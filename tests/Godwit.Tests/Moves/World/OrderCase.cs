using Godwit.Moves;
using Godwit.Moves.Terms;
using Godwit.Pool.Users;

namespace Godwit.Tests.Moves.World;

/// <summary>What administrators do to moves that run, from the first order to the last.</summary>
/// <param name="Prepare">Before the process lives that gets the orders.</param>
internal sealed record OrderCase(string Name, Func<MoveWorld, Task<IReadOnlyList<MoveRequest>>> Prepare, Func<MoveWorld, Life, IReadOnlyList<Administrator>, Task> Script)
{
    private static readonly MoveTerms Slowly = new() { Rate = 3 };

    public static readonly IReadOnlyList<OrderCase> All =
    [
        new("suspend and resume", One(Slowly), async (_, life, by) =>
        {
            var begun = life.Passes("after switch");
            await by[0].Start(life);
            await begun;
            await by[0].Suspend(life);
            await by[0].Change(life, new TermsChange { Priority = MovePriority.High, Rate = 60 });
            await by[0].GoOn(life);
            await by[0].Ends(life);
        }),
        new("cancel and retry", One(Slowly), async (_, life, by) =>
        {
            var begun = life.Passes("after journal Mark");
            await by[0].Start(life);
            await begun;
            await by[0].Cancel(life);
            await by[0].Ends(life);
            await by[0].Retry(life);
            await by[0].Ends(life);
        }),
        new("other terms", One(new MoveTerms { StartAfter = At(9, 1), Window = Window.Parse("23:00-23:30 UTC") }), async (_, life, by) =>
        {
            await by[0].Start(life);
            await by[0].Change(life, new TermsChange { Rate = 6, Concurrency = 1, Busy = BusyRule.Move, CompleteBy = At(20, 0) });
            await by[0].Change(life, new TermsChange { NoWindow = true });
            await by[0].Ends(life);
        }),
        new("a window", One(new MoveTerms { Window = Window.Parse("09:02-09:05 UTC"), Rate = 3 }), async (_, life, by) =>
        {
            await by[0].Start(life);
            await by[0].Ends(life);
        }),
        new("not in time, and again", One(new MoveTerms { Rate = 3, CompleteBy = At(9, 0, 50) }), async (_, life, by) =>
        {
            await by[0].Start(life);
            await by[0].Ends(life);
            await by[0].Retry(life);
            await by[0].Ends(life);
        }),
        new("users in calls", Calling, async (world, life, by) =>
        {
            var (once, again) = (life.Passes("after journal Check"), Task.CompletedTask);
            await by[0].Start(life);
            await once;
            again = life.Passes("after journal Check");
            await again;
            life.Do(world.Pools[MoveWorld.Lcs].Calling.Clear);
            await by[0].Ends(life);
        }),
        new("an undo that is held", Undo, async (_, life, by) =>
        {
            var begun = life.Passes("after switch");
            await by[0].Start(life);
            await begun;
            await by[0].Suspend(life);
            await by[0].GoOn(life);
            await by[0].Ends(life);
        }),
        new("a move that joins another", Two, async (_, life, by) =>
        {
            await by[0].Start(life);
            await by[1].Start(life);
            await by[1].Cancel(life);
            await by[1].Ends(life);
            await by[0].Ends(life);
        }),
    ];

    public override string ToString() => Name;

    private static DateTimeOffset At(int hour, int minute, int second = 0) => new(2026, 8, 12, hour, minute, second, TimeSpan.Zero);

    private static MoveRequest To(IReadOnlyList<SipAddress> users, MoveTerms terms, string by = "test") => new(users, MoveWorld.R2, false, by) { Terms = terms };

    private static Func<MoveWorld, Task<IReadOnlyList<MoveRequest>>> One(MoveTerms terms) => world => Task.FromResult<IReadOnlyList<MoveRequest>>([To(world.AddUsers(6, MoveWorld.Lcs), terms)]);

    private static Task<IReadOnlyList<MoveRequest>> Two(MoveWorld world)
    {
        var users = world.AddUsers(6, MoveWorld.Lcs);
        return Task.FromResult<IReadOnlyList<MoveRequest>>([To(users, Slowly), To(users, MoveTerms.None, "another")]);
    }

    /// <summary>All of one batch, and one of another.</summary>
    private static Task<IReadOnlyList<MoveRequest>> Calling(MoveWorld world)
    {
        var users = world.AddUsers(6, MoveWorld.Lcs);
        world.Pools[MoveWorld.Lcs].Calling.UnionWith([users[0], users[1], users[2], users[4]]);
        return Task.FromResult<IReadOnlyList<MoveRequest>>([To(users, new MoveTerms { Busy = BusyRule.Wait })]);
    }

    private static async Task<IReadOnlyList<MoveRequest>> Undo(MoveWorld world)
    {
        var users = world.AddUsers(3, MoveWorld.Lcs).Concat(world.AddUsers(2, MoveWorld.Ocs)).ToList();
        var moved = await world.Done(new MoveRequest(users, MoveWorld.R2, false, "before"));
        foreach (var user in users) world.Write(user);
        return [MoveRequest.Undo(moved, users, false, "test") with { Terms = new MoveTerms { Rate = 2 } }];
    }
}
