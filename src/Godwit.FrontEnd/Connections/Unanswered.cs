using Godwit.Sip.Messages;

namespace Godwit.FrontEnd.Connections;

/// <summary>Counts what a connection still waits for: answers we owe the peer, and answers the peer owes us.</summary>
internal sealed class Unanswered
{
    private readonly Lock _lock = new();
    private TaskCompletionSource? _changed;
    private int _ours;
    private int _theirs;

    public int Ours => Volatile.Read(ref _ours);

    public int Theirs => Volatile.Read(ref _theirs);

    public void Received(SipMessage message)
    {
        switch (message)
        {
            case SipRequest { Method: var method } when WantsAnswer(method):
                Interlocked.Increment(ref _ours);
                break;
            case SipResponse { IsFinal: true }:
                Decrement(ref _theirs);
                break;
        }
    }

    public void Sent(SipMessage message)
    {
        switch (message)
        {
            case SipRequest { Method: var method } when WantsAnswer(method):
                Interlocked.Increment(ref _theirs);
                break;
            case SipResponse { IsFinal: true }:
                Decrement(ref _ours);
                break;
        }
    }

    /// <summary>Ends at the next change of a figure, or when <see cref="Wake"/> is called.</summary>
    public Task Change()
    {
        lock (_lock) return (_changed ??= new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously)).Task;
    }

    public void Wake()
    {
        if (Volatile.Read(ref _changed) is null) return;
        lock (_lock)
        {
            _changed?.TrySetResult();
            _changed = null;
        }
    }

    private static bool WantsAnswer(SipMethod method) => method != SipMethod.Ack && method != SipMethod.Benotify;

    private void Decrement(ref int figure)
    {
        // A second 2xx of a forked INVITE, or an answer sent twice, must not bring the figure below zero.
        int now;
        do
        {
            now = Volatile.Read(ref figure);
            if (now == 0) return;
        }
        while (Interlocked.CompareExchange(ref figure, now - 1, now) != now);
        Wake();
    }
}
