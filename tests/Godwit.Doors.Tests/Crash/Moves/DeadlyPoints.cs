namespace Godwit.Doors.Tests.Crash.Moves;

/// <summary>The points at which this process touches files for a move, before and after. At one of them it kills itself, as kill -9 does.</summary>
internal sealed class DeadlyPoints(int killAt)
{
    private int _passed;

    public int Passed => _passed;

    public async Task<T> Around<T>(Func<Task<T>> act)
    {
        Pass();
        var result = await act();
        Pass();
        return result;
    }

    public Task Around(Func<Task> act) => Around(async () =>
    {
        await act();
        return true;
    });

    private void Pass()
    {
        if (Interlocked.Increment(ref _passed) != killAt) return;
        System.Diagnostics.Process.GetCurrentProcess().Kill();
    }
}
