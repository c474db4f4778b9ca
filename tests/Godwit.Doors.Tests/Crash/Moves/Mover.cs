using Godwit.Moves;

namespace Godwit.Doors.Tests.Crash.Moves;

/// <summary>The other life of this executable: it moves everybody, until it kills itself at the given point; prints how many points it passed when it lives.</summary>
internal static class Mover
{
    public const string Verb = "move-until-killed";

    /// <param name="down">The pool that can't be reached, for a forced move; "-" = none.</param>
    public static async Task<int> Move(string folder, int killAt, string down)
    {
        var points = new DeadlyPoints(killAt);
        await using var forest = new MoverForest(folder, points);
        if (down != "-") forest.Stop(down);
        await forest.Engine.Resume(CancellationToken.None);
        var id = await forest.Engine.Start(Request(down != "-"), CancellationToken.None);
        await foreach (var _ in forest.Engine.Watch(id, CancellationToken.None)) { }
        Console.WriteLine(points.Passed);
        return 0;
    }

    public static MoveRequest Request(bool force) => new([.. Enumerable.Range(0, MoverForest.Users).Select(MoverForest.User)], MoverForest.Target, force, "test");
}
