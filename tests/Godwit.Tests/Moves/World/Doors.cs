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

    public int Passed => Volatile.Read(ref _passed);

    public List<string> Names { get; } = [];

    public async Task<T> Call<T>(string name, Func<T> act)
    {
        // Another thread's turn, now and then: calls to the real doors come back on threads of their own, too.
        if (Random.Shared.Next(8) == 0) await Task.Yield();
        lock (_gate)
        {
            // One hold of the gate for both points and the act: else a thread that the machine let wait in between would act after its process
            // has died, on a world that the next process has gone on with.
            if (Passes("before " + name))
            {
                Trouble(name);
                var result = act();
                if (Passes("after " + name)) return result;
            }
        }

        return await new TaskCompletionSource<T>().Task;
    }

    public Task Call(string name, Action act) => Call(name, () =>
    {
        act();
        return true;
    });

    /// <summary>False: the process is dead, or dies here.</summary>
    private bool Passes(string name)
    {
        if (_crashed.Task.IsCompleted) return false;
        At(name);
        Names.Add(name);
        if (_passed++ != CrashAt || !_armed) return true;
        _crashed.SetResult();
        return false;
    }
}
