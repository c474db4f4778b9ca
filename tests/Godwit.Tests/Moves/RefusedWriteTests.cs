using Godwit.Moves;
using Godwit.Tests.Moves.World;

namespace Godwit.Tests.Moves;

/// <summary>The journal refuses a write once, each of them in turn, and the process lives on: it is tried again, and nobody waits for the next start.</summary>
public class RefusedWriteTests
{
    public static TheoryData<string> Cases => [.. OrderCase.All.Select(c => c.Name)];

    [Theory]
    [MemberData(nameof(Cases))]
    public async Task A_write_that_is_refused_once_strands_nobody(string name)
    {
        var write = 0;
        while (await Run(OrderCase.All.Single(c => c.Name == name), write)) write++;
        Assert.True(write > 6, $"Only {write} writes");
    }

    /// <summary>False: there were fewer writes.</summary>
    private static async Task<bool> Run(OrderCase one, int refused)
    {
        var world = new MoveWorld();
        var requests = await one.Prepare(world);
        var by = requests.Select(r => new Administrator(r) { Insists = true }).ToList();
        var (writes, what) = (0, "");
        var life = new Life(world, $"{one.Name}, write {refused} refused", trouble: name =>
        {
            if (!name.StartsWith("journal ", StringComparison.Ordinal) || name == "journal read" || writes++ != refused) return;
            what = name;
            throw new IOException("The disk has no room for this");
        });
        var where = $"{one.Name}, write {refused} refused";
        await world.Until(Task.Run(() => life.Engine.Resume(CancellationToken.None)), where);
        await world.Until(Task.Run(() => one.Script(world, life, by)), where);
        where += $" ({what})";
        life.Judge();
        foreach (var administrator in by)
        {
            life.Do(() => administrator.Check(world, where));
            await world.Until(Task.Run(() => administrator.Bring(world, life)), where);
        }

        await world.Until(() => life.Doors.Alone(() => world.Journal.Batches.Values.All(b => b.Finished)), where);
        await life.Engine.DisposeAsync();
        life.Judge();
        foreach (var administrator in by) world.CheckEnd(administrator.Id!, where);
        return writes > refused;
    }
}
