using Microsoft.AspNetCore.Http;

namespace Godwit.Server.AdminApi;

/// <summary>Changes of a plan come one after another: what If-Match was compared with still holds when the change is made. This process is the only one that changes plans.</summary>
internal sealed class PlanTurns : IDisposable
{
    private readonly SemaphoreSlim[] _turns = [.. Enumerable.Range(0, 16).Select(_ => new SemaphoreSlim(1))];

    public async Task<IResult> Take(string plan, Func<Task<IResult>> act, CancellationToken cancel)
    {
        var turn = _turns[(uint)plan.GetHashCode(StringComparison.Ordinal) % _turns.Length];
        await turn.WaitAsync(cancel);
        try
        {
            return await act();
        }
        finally
        {
            turn.Release();
        }
    }

    public void Dispose() => Array.ForEach(_turns, t => t.Dispose());
}
