using System.Collections.Concurrent;
using Godwit.FrontEnd.Calls;
using Godwit.FrontEnd.Connections;
using Godwit.FrontEnd.Requests;
using Godwit.Sip.Headers;
using Godwit.Sip.Messages;
using Godwit.Sip.Transactions;

namespace Godwit.FrontEnd.Relay;

/// <summary>
/// Every request that was forwarded and still waits: by the branch of each copy for its responses, by the transaction of an INVITE for its CANCEL.
/// Entries live as long as SIP's timers say, and there are never more than <see cref="MostBranches"/>.
/// </summary>
public sealed class Forks : IBeating, IDisposable
{
    public const int MostBranches = 200_000;

    private readonly ConcurrentDictionary<string, Branch> _branches = new();
    private readonly ConcurrentDictionary<HopKey, Fork> _invites = new();
    private readonly ConnectionTable _connections;
    private readonly FrontEndInstruments _instruments;
    private int _count;
    private int _lost;

    public Forks(ConnectionTable connections, ForwardedCopy copies, TimerWheel timers, FrontEndOptions options, FrontEndInstruments instruments, RunningCalls calls)
    {
        _connections = connections;
        _instruments = instruments;
        Copies = copies;
        Timers = timers;
        Options = options;
        Calls = calls;
        connections.Ended += OnEnded;
    }

    internal ForwardedCopy Copies { get; }

    internal TimerWheel Timers { get; }

    internal FrontEndOptions Options { get; }

    internal RunningCalls Calls { get; }

    public int Count => Volatile.Read(ref _count);

    /// <summary>Forwards the request to all of them at once; the best answer goes back by the context. There is at least one hop.</summary>
    public void Start(SipContext context, IReadOnlyList<NextHop> hops)
    {
        // A caller who gave up meanwhile has had her answer.
        if (context.Answered) return;
        context.HandOver();
        var request = context.Request;
        if (!ForwardedCopy.MayGoOn(request)) context.Reply(SipResponse.To(request, 483, toTag: Refusal.NewTag()));
        else if (Copies.IsLoop(request)) context.Reply(SipResponse.To(request, 482, toTag: Refusal.NewTag()));
        else if (Count + hops.Count > MostBranches) context.Reply(SipResponse.To(request, 503, toTag: Refusal.NewTag()));
        else
        {
            var fork = request.Method == SipMethod.Invite && HopKey.TryOf(request, context.Connection, out var key) && _invites.TryGetValue(key, out var expected)
                ? expected : new Fork(context, this);
            Calls.Passing(request);
            fork.Start(hops);
            foreach (var hop in hops) _instruments.Relayed(request.Method, hop.Connection.Peer is null ? "endpoint" : "pool");
        }
    }

    /// <summary>An INVITE is on its way to where it will be forwarded: it can be cancelled until what is returned is disposed, or it is answered.</summary>
    public IDisposable? Expect(SipContext invite)
    {
        var fork = new Fork(invite, this);
        if (!HopKey.TryOf(invite.Request, invite.Connection, out var key) || !_invites.TryAdd(key, fork)) return null;
        fork.Key = key;
        return fork;
    }

    /// <summary>Sends a request that takes no answer (ACK to a 2xx): RFC 3261 §16.6, without a transaction.</summary>
    public void Pass(SipContext context, NextHop hop)
    {
        context.HandOver();
        if (!ForwardedCopy.MayGoOn(context.Request) || Copies.IsLoop(context.Request)) return;
        hop.Connection.Send(Copies.Make(context, hop, out _));
    }

    /// <summary>A response came in; false when it belongs to nothing that was forwarded from here.</summary>
    public bool Arrived(SipResponse response, ISipConnection connection)
    {
        if (!Via.TryParse(response.Headers.Get(HeaderNames.Via), out var via) || via.Branch is not { } id || !_branches.TryGetValue(id, out var branch)) return false;

        // Over a stream the answer comes from whom was asked, or it is somebody else's invention.
        if (branch.Connection.IsReliable && !ReferenceEquals(branch.Connection, connection)) return false;
        // The method of CSeq tells the answer to our CANCEL, which shares its branch, from the INVITE's (RFC 3261 §17.1.3).
        if (!CSeq.TryParse(response.Headers.Get(HeaderNames.CSeq), out var cseq)) return false;
        if (cseq.Method == SipMethod.Cancel) branch.Fork.ReceivedCancelled(branch, response);
        if (cseq.Method != branch.Request.Method) return cseq.Method == SipMethod.Cancel;

        response.Headers.RemoveFirstValue(HeaderNames.Via);
        response.Headers.Remove(HeaderNames.Authorization);
        response.Headers.Remove(HeaderNames.ProxyAuthorization);
        response.Headers.Remove(HeaderNames.AuthenticationInfo);
        branch.Fork.Received(branch, response);
        return true;
    }

    /// <summary>Ends the INVITE this CANCEL names; false when there is none (any more).</summary>
    public bool Cancel(SipRequest cancel, ISipConnection connection)
    {
        if (!TransactionKey.TryOfCancelled(cancel, out var key) || !_invites.TryGetValue(new HopKey(connection.Id, key), out var fork)) return false;
        fork.Cancel();
        return true;
    }

    /// <summary>Cancels the copies of an INVITE that was answered otherwise.</summary>
    public void Withdraw(SipContext invite)
    {
        if (HopKey.TryOf(invite.Request, invite.Connection, out var key) && _invites.TryGetValue(key, out var fork)) fork.Cancel();
    }

    /// <summary>Looks after those whose connection is gone: once a beat, however many connections have gone together.</summary>
    public void Beat(long now)
    {
        if (Interlocked.Exchange(ref _lost, 0) == 0) return;
        foreach (var (_, branch) in _branches)
            if (!branch.Connection.IsOpen && !_connections.TryFind(branch.Connection.Id, out _)) branch.Fork.Lost(branch);
    }

    public void Dispose() => _connections.Ended -= OnEnded;

    internal void Add(Branch branch)
    {
        if (_branches.TryAdd(branch.Id, branch)) Interlocked.Increment(ref _count);
    }

    internal void Remove(Branch branch)
    {
        Timers.Clear(branch);
        branch.Sent.StopRepeating();
        branch.Cancel?.StopRepeating();
        if (_branches.TryRemove(branch.Id, out _)) Interlocked.Decrement(ref _count);
    }

    internal void Forget(Fork fork)
    {
        if (fork.Key is { } key) _invites.TryRemove(key, out _);
    }

    private void OnEnded(ISipConnection connection, ConnectionEnd why) => Volatile.Write(ref _lost, 1);
}
