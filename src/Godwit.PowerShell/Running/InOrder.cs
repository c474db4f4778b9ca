using System.Runtime.CompilerServices;
using Godwit.Admin;

namespace Godwit.PowerShell.Running;

/// <summary>What the server said of one of several. <paramref name="Refused"/> null: the result is there.</summary>
internal readonly record struct Answered<TOf, T>(TOf Of, T? Result, AdminException? Refused);

/// <summary>Asks the server about several, some at a time; the answers come in the order of those who were asked about.</summary>
internal sealed class InOrder(TimeProvider time)
{
    /// <summary>More makes nothing faster: the server takes so many requests a second from one address, and no more.</summary>
    private const int AtATime = 8;
    private const int Tries = 20;
    private const int TooMany = 429;
    private static readonly TimeSpan Wait = TimeSpan.FromSeconds(1);

    public async IAsyncEnumerable<Answered<TOf, T>> Ask<TOf, T>(IEnumerable<TOf> all, Func<TOf, CancellationToken, Task<T>> ask, [EnumeratorCancellation] CancellationToken cancel)
    {
        var underWay = new Queue<Task<Answered<TOf, T>>>();
        try
        {
            foreach (var of in all)
            {
                underWay.Enqueue(One(of, ask, cancel));
                if (underWay.Count == AtATime) yield return await underWay.Dequeue();
            }

            while (underWay.Count > 0) yield return await underWay.Dequeue();
        }
        finally
        {
            // Nobody wants to hear of the rest any more, but it was begun.
            await Task.WhenAll(underWay.Cast<Task>()).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }
    }

    private async Task<Answered<TOf, T>> One<TOf, T>(TOf of, Func<TOf, CancellationToken, Task<T>> ask, CancellationToken cancel)
    {
        for (var left = Tries; ; left--)
        {
            try
            {
                return new Answered<TOf, T>(of, await ask(of, cancel), null);
            }
            catch (AdminException e) when (e.Status != TooMany || left == 1)
            {
                return new Answered<TOf, T>(of, default, e);
            }
            catch (AdminException)
            {
                await Task.Delay(Wait, time, cancel);
            }
        }
    }
}
