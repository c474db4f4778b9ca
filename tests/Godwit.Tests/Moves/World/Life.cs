using Godwit.Moves;
using Godwit.Moves.Engine;

namespace Godwit.Tests.Moves.World;

/// <summary>One life of the engine's process, with administrators who give orders; and what was seen to be wrong at any instant of it.</summary>
internal sealed class Life
{
    private readonly bool _force;
    private readonly string _where;
    private readonly List<(string Point, TaskCompletionSource Passed)> _awaited = [];

    public Life(MoveWorld world, string where, int crashAt = -1, Action<string>? also = null, Action<string>? trouble = null, Func<MoveOptions, MoveOptions>? set = null, bool force = false)
    {
        (World, _where, _force) = (world, where, force);
        Doors = new Doors
        {
            CrashAt = crashAt,
            At = name =>
            {
                also?.Invoke(name);
                Look(name);
                foreach (var (_, passed) in _awaited.FindAll(a => a.Point == name)) passed.TrySetResult();
                _awaited.RemoveAll(a => a.Point == name);
            },
            Trouble = trouble ?? (_ => { }),
        };
        Engine = world.Boot(Doors, set ?? (o => o with { BatchSize = 3 }));
    }

    public MoveWorld World { get; }

    public Doors Doors { get; }

    public MoveEngine Engine { get; }

    /// <summary>The first law that was broken; the engine, which takes a failure in its doors for one of the world's, would go on.</summary>
    public string? Broken { get; private set; }

    /// <summary>Done when this point is passed the next time.</summary>
    public Task Passes(string point) => Doors.Alone(() =>
    {
        var passed = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        _awaited.Add((point, passed));
        return passed.Task;
    });

    public void Do(Action act) => Doors.Alone(() =>
    {
        act();
        return true;
    });

    /// <summary>Fails the test when a law was broken while it lived.</summary>
    public void Judge() => Assert.True(Broken is null, Broken);

    private void Look(string name)
    {
        if (Broken is not null) return;
        try
        {
            if (!_force) World.CheckNow($"{_where}, {name}");
            if (name.StartsWith("after journal", StringComparison.Ordinal)) World.CheckBatches($"{_where}, {name}");
        }
        catch (Xunit.Sdk.XunitException e)
        {
            Broken = e.Message;
        }
    }
}
