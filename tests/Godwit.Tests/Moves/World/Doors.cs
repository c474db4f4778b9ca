namespace Godwit.Tests.Moves.World;

/// <summary>
/// Every call of the engine to the world passes here twice: before it acts, and after. A process can be made to die at any of these points:
/// from then on none of its calls ever comes back, as with a real dead process.
/// </summary>
internal sealed class Doors
{
    private readonly TaskCompletionSource _crashed = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly Lock _gate = new();
    private int _passed;
    private bool _armed = true;

    /// <summary>Dies at this point; -1 = never.</summary>
    public int CrashAt { get; init; } = -1;

    /// <summary>Called at every point, with its name, one at a time.</summary>
    public Action<string> At { get; set; } = _ => { };

    /// <summary>May throw: a failure of the call instead of the call.</summary>
    public Action<string> Trouble { get; init; } = _ => { };

    /// <summary>It will not die any more; true if it has not.</summary>
    public bool Disarm()
    {
        lock (_gate)
        {
            _armed = false;
            return !_crashed.Task.IsCompleted;
        }
    }

    /// <summary>Something else happens at the points from now on.</summary>
    public void Still(Action<string> at)
    {
        lock (_gate) At = at;
    }

    /// <summary>Looks at the world while no call is under way.</summary>
    public T Alone<T>(Func<T> look)
    {
        lock (_gate) return look();
    }

    public Task Crashed => _crashed.Task;

    public int Passed => _passed;

    public List<string> Names { get; } = [];

    public async Task<T> Call<T>(string name, Func<T> act)
    {
        await Point("before " + name);
        T result;
        lock (_gate)
        {
            Trouble(name);
            result = act();
        }

        await Point("after " + name);
        return result;
    }

    public Task Call(string name, Action act) => Call(name, () =>
    {
        act();
        return true;
    });

    private Task Point(string name)
    {
        lock (_gate)
        {
            if (_crashed.Task.IsCompleted) return new TaskCompletionSource().Task;
            At(name);
            Names.Add(name);
            if (_passed++ != CrashAt || !_armed) return Task.CompletedTask;
            _crashed.SetResult();
            return new TaskCompletionSource().Task;
        }
    }
}
