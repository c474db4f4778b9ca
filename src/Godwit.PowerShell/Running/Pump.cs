using System.Collections.Concurrent;

namespace Godwit.PowerShell.Running;

/// <summary>
/// Runs what is asynchronous on the thread of the pipeline: a cmdlet may write objects, progress and errors only from there, so what comes after an <c>await</c> comes back
/// to it.
/// </summary>
internal sealed class Pump : SynchronizationContext
{
    private readonly BlockingCollection<(SendOrPostCallback Act, object? State)> _posted = [];

    public static void Run(Func<Task> act)
    {
        var before = Current;
        var pump = new Pump();
        SetSynchronizationContext(pump);
        try
        {
            var task = act();
            task.ContinueWith(_ => pump._posted.CompleteAdding(), CancellationToken.None, TaskContinuationOptions.ExecuteSynchronously, TaskScheduler.Default);
            foreach (var (next, state) in pump._posted.GetConsumingEnumerable()) next(state);
            task.GetAwaiter().GetResult();
        }
        finally
        {
            SetSynchronizationContext(before);
        }
    }

    public override void Post(SendOrPostCallback d, object? state)
    {
        try
        {
            _posted.Add((d, state));
        }
        catch (InvalidOperationException)
        {
            // All is done here; a read that was given up may still end.
            ThreadPool.QueueUserWorkItem(_ => d(state));
        }
    }

    public override void Send(SendOrPostCallback d, object? state) => d(state);
}
