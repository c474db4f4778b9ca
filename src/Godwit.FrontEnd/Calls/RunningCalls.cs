using System.Globalization;
using Godwit.FrontEnd.Connections;
using Godwit.Pool.Users;
using Godwit.Sip.Headers;
using Godwit.Sip.Messages;

namespace Godwit.FrontEnd.Calls;

/// <summary>
/// Calls with sound or pictures that go through this front end, by their Call-ID: who is in one is not to be moved just then. A call is over with
/// its BYE, with a connection of one of its ends, or when nothing was heard of it for the time of its session (RFC 4028 §8). More than
/// <see cref="Most"/> are not looked after: their users count as free.
/// </summary>
public sealed class RunningCalls : IBeating, IDisposable
{
    public const int Most = 50_000;

    /// <summary>Of a call whose ends agreed on no time; a longer one counts as over.</summary>
    private static readonly TimeSpan Unlimited = TimeSpan.FromHours(12);

    private const long SweepEvery = 60_000;

    private readonly Lock _gate = new();
    private readonly Dictionary<string, Call> _calls = [];
    private readonly Dictionary<SipAddress, int> _busy = [];
    private readonly ConnectionTable _connections;
    private readonly TimeProvider _time;
    private long _nextSweep;

    public RunningCalls(ConnectionTable connections, TimeProvider time)
    {
        _connections = connections;
        _time = time;
        connections.Ended += OnEnded;
    }

    public int Count
    {
        get
        {
            lock (_gate) return _calls.Count;
        }
    }

    public bool IsBusy(SipAddress user)
    {
        lock (_gate) return _busy.ContainsKey(user);
    }

    /// <summary>An INVITE was accepted, the first of the call or a later one.</summary>
    public void Accepted(SipRequest invite, SipResponse answer, ISipConnection caller, ISipConnection callee)
    {
        if (invite.Headers.Get(HeaderNames.CallId) is not { } id) return;
        var call = new Call(UserIn(invite, HeaderNames.From), UserIn(invite, HeaderNames.To), caller.Id, callee.Id, _time.GetUtcNow() + SessionTime(answer.Headers));
        lock (_gate)
        {
            Remove(id);
            if (!SessionMedia.IsCall(invite.Body.Span, answer.Body.Span) || _calls.Count == Most) return;
            _calls[id] = call;
            Note(call.From, 1);
            Note(call.To, 1);
        }
    }

    /// <summary>Another request of the call passes: it ends it, or shows that it still goes on.</summary>
    public void Passing(SipRequest request)
    {
        var (isBye, isUpdate) = (request.Method == SipMethod.Bye, request.Method == SipMethod.Update);
        if ((!isBye && !isUpdate) || request.Headers.Get(HeaderNames.CallId) is not { } id) return;
        lock (_gate)
            if (isBye) Remove(id);
            else if (_calls.TryGetValue(id, out var call)) _calls[id] = call with { Until = _time.GetUtcNow() + SessionTime(request.Headers) };
    }

    public void Beat(long now)
    {
        if (now < _nextSweep) return;
        _nextSweep = now + SweepEvery;
        var clock = _time.GetUtcNow();
        RemoveAll(call => call.Until <= clock);
    }

    public void Dispose() => _connections.Ended -= OnEnded;

    private void OnEnded(ISipConnection connection, ConnectionEnd why) => RemoveAll(call => call.Caller == connection.Id || call.Callee == connection.Id);

    private void RemoveAll(Func<Call, bool> which)
    {
        lock (_gate)
        {
            if (_calls.Count == 0) return;
            foreach (var id in _calls.Where(c => which(c.Value)).Select(c => c.Key).ToList()) Remove(id);
        }
    }

    private void Remove(string id)
    {
        if (!_calls.Remove(id, out var call)) return;
        Note(call.From, -1);
        Note(call.To, -1);
    }

    private void Note(SipAddress? user, int more)
    {
        if (user is not { } who) return;
        var calls = _busy.GetValueOrDefault(who) + more;
        if (calls == 0) _busy.Remove(who);
        else _busy[who] = calls;
    }

    /// <summary>The address in From or To without what stands behind it: a device of hers is still hers.</summary>
    private static SipAddress? UserIn(SipRequest request, string header) =>
        NameAddress.TryParse(request.Headers.Get(header), out var name) && SipAddress.TryParse(name.Uri.Split(';', 2)[0], out var user) ? user : null;

    private static TimeSpan SessionTime(SipHeaders headers) =>
        headers.Get(HeaderNames.SessionExpires) is { } text && int.TryParse(text.Split(';', 2)[0].AsSpan().Trim(), NumberStyles.None, CultureInfo.InvariantCulture, out var seconds)
            ? TimeSpan.FromSeconds(Math.Min(seconds, Unlimited.TotalSeconds)) : Unlimited;

    private sealed record Call(SipAddress? From, SipAddress? To, string Caller, string Callee, DateTimeOffset Until);
}
