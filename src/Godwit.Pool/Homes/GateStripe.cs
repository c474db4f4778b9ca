using Godwit.Pool.Users;

namespace Godwit.Pool.Homes;

/// <summary>The users of one stripe of a <see cref="HomeGate"/> who write now or are fenced. All state is guarded by the lock; tasks end outside of it.</summary>
internal sealed class GateStripe
{
    private readonly Lock _lock = new();
    private readonly Dictionary<SipAddress, Pass> _passes = [];
    private readonly Stack<Pass> _spare = [];

    public static GateStripe[] Many(int count)
    {
        var stripes = new GateStripe[count];
        for (var i = 0; i < count; i++) stripes[i] = new GateStripe();
        return stripes;
    }

    /// <summary>A pass; or null, and the task ends when the fence does: true = the user moved away.</summary>
    public IDisposable? TryEnter(SipAddress user, out Task<bool>? opened)
    {
        lock (_lock)
        {
            var pass = Find(user);
            opened = pass.Opened?.Task;
            if (opened is not null) return null;
            pass.Writers++;
            return pass;
        }
    }

    /// <summary>Null when nobody writes.</summary>
    public Task? Fence(SipAddress user)
    {
        lock (_lock)
        {
            var pass = Find(user);
            pass.Opened ??= new TaskCompletionSource<bool>(TaskCreationOptions.RunContinuationsAsynchronously);
            if (pass.Writers == 0) return null;
            pass.Drained ??= new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
            return pass.Drained.Task;
        }
    }

    public bool IsFenced(SipAddress user)
    {
        lock (_lock) return _passes.TryGetValue(user, out var pass) && pass.Opened is not null;
    }

    public void Open(SipAddress user, bool moved)
    {
        TaskCompletionSource<bool>? opened;
        lock (_lock)
        {
            if (!_passes.TryGetValue(user, out var pass)) return;
            opened = pass.Opened;
            pass.Opened = null;
            DropIfIdle(pass);
        }

        opened?.SetResult(moved);
    }

    private void Leave(Pass pass)
    {
        TaskCompletionSource? drained = null;
        lock (_lock)
        {
            if (--pass.Writers == 0)
            {
                (drained, pass.Drained) = (pass.Drained, null);
                DropIfIdle(pass);
            }
        }

        drained?.SetResult();
    }

    private Pass Find(SipAddress user)
    {
        if (_passes.TryGetValue(user, out var pass)) return pass;
        if (!_spare.TryPop(out pass)) pass = new Pass(this);
        pass.User = user;
        _passes.Add(user, pass);
        return pass;
    }

    private void DropIfIdle(Pass pass)
    {
        if (pass.Writers > 0 || pass.Opened is not null) return;
        _passes.Remove(pass.User);
        // A spare one is used by the next writer: the way through an open gate allocates nothing.
        if (_spare.Count < 32) _spare.Push(pass);
    }

    private sealed class Pass(GateStripe stripe) : IDisposable
    {
        public SipAddress User;
        public int Writers;
        public TaskCompletionSource<bool>? Opened;
        public TaskCompletionSource? Drained;

        public void Dispose() => stripe.Leave(this);
    }
}
