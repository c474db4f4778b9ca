using System.Collections.Concurrent;
using Godwit.Pool.BackEnds;
using Godwit.Pool.Homes;
using Godwit.Pool.Users;
using Microsoft.Extensions.Logging;

namespace Godwit.Pool.Clients;

/// <summary>
/// Remembers who signs in with what, off the way of a sign-in: noted in memory, written every few seconds, many at a time. What was noted in the seconds before the
/// process is killed is lost; the client's next REGISTER that changes something notes it again. While the back end is out of reach the notes wait.
/// </summary>
public sealed partial class SeenClients(ISeenClientStore store, TimeProvider time)
{
    public static readonly TimeSpan Interval = TimeSpan.FromSeconds(5);

    /// <summary>Notes that may wait; what comes then is not remembered.</summary>
    private const int MostWaiting = 100_000;

    /// <summary>When everybody signs in at once, writing it down must not take the processor from them: a crowd is written over some minutes.</summary>
    private const int MostAnInterval = 2_000;

    /// <summary>A transaction of so many rows keeps nobody waiting for long.</summary>
    private const int AtATime = 200;

    private readonly ConcurrentDictionary<(SipAddress User, string UserAgent), SeenClient> _waiting = new();
    private SeenClient? _last;
    private int _count;

    /// <summary>A client signed in. Never waits.</summary>
    public void Note(SipAddress user, string userAgent, ClientGeneration generation)
    {
        if (Volatile.Read(ref _count) >= MostWaiting) return;
        var seen = Shared(SeenClient.At(userAgent, generation, time.GetUtcNow()));
        var key = (user, seen.UserAgent);
        while (true)
        {
            if (_waiting.TryGetValue(key, out var known))
            {
                if (known == seen || _waiting.TryUpdate(key, seen, known)) return;
            }
            else if (_waiting.TryAdd(key, seen))
            {
                Interlocked.Increment(ref _count);
                return;
            }
        }
    }

    /// <summary>Those who sign in together with the same client share one note.</summary>
    private SeenClient Shared(SeenClient seen)
    {
        if (Volatile.Read(ref _last) is { } last && last == seen) return last;
        Volatile.Write(ref _last, seen);
        return seen;
    }

    /// <summary>Writes what was noted every <see cref="Interval"/>, and once more when it is cancelled.</summary>
    public async Task Run(ILogger logger, CancellationToken cancel)
    {
        using var timer = new PeriodicTimer(Interval, time);
        try
        {
            while (await timer.WaitForNextTickAsync(cancel)) await TryFlush(MostAnInterval, logger);
        }
        catch (OperationCanceledException) when (cancel.IsCancellationRequested)
        {
            await TryFlush(int.MaxValue, logger);
        }
    }

    /// <summary>All that was noted before is written when the task completes.</summary>
    public Task Flush(CancellationToken cancel) => Write([.. _waiting], cancel);

    /// <summary>As <see cref="Flush(CancellationToken)"/>, only of these users.</summary>
    public Task Flush(IReadOnlyCollection<SipAddress> users, CancellationToken cancel)
    {
        if (Volatile.Read(ref _count) == 0) return Task.CompletedTask;
        var these = users.ToHashSet();
        return Write([.. _waiting.Where(n => these.Contains(n.Key.User))], cancel);
    }

    /// <summary>Two of these at a time may write a note twice, which is once.</summary>
    private async Task Write(KeyValuePair<(SipAddress User, string UserAgent), SeenClient>[] notes, CancellationToken cancel)
    {
        foreach (var chunk in notes.Chunk(AtATime))
        {
            await store.Put([.. chunk.Select(n => (n.Key.User, n.Value))], cancel);
            // Seen again meanwhile: that note is another value, and stays.
            foreach (var note in chunk)
                if (_waiting.TryRemove(note)) Interlocked.Decrement(ref _count);
        }
    }

    private async Task TryFlush(int most, ILogger logger)
    {
        if (Volatile.Read(ref _count) == 0) return;
        try
        {
            await Write([.. _waiting.Take(most)], CancellationToken.None);
        }
        catch (BackEndUnavailableException)
        {
            // The pool is stopped; the notes wait for its return.
        }
        catch (Exception fault)
        {
            LogFlushFailed(logger, fault);
        }
    }

    [LoggerMessage(1111, LogLevel.Warning, "The clients seen in the last seconds could not be written; it is tried again")]
    private static partial void LogFlushFailed(ILogger logger, Exception fault);
}
