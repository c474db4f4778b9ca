using System.Collections.Concurrent;
using System.Threading.Channels;
using Godwit.FrontEnd.Connections;
using Godwit.FrontEnd.Notifications;
using Godwit.FrontEnd.Relay;
using Godwit.Pool.BackEnds;
using Godwit.Pool.Homes;
using Godwit.Pool.Presence;
using Godwit.Pool.Users;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace Godwit.FrontEnd.Peers;

/// <summary>
/// Who of this pool watches whom at other pools. Each pool has one subscription to each other one that it watches somebody of; who is watched is
/// followed from home to home as the directory says, and her watchers are told nothing but what her home says of her.
/// </summary>
public sealed partial class RemotePresence : BackgroundService, IBeating
{
    /// <summary>How long a client waits for other pools before it is answered without them.</summary>
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(5);

    private const long SweepEvery = 60_000;
    private const long LookFirst = 500;
    private const long LookMost = 60_000;

    private readonly ConcurrentDictionary<SipAddress, RemotePresentity> _watched = new();
    private readonly ConcurrentDictionary<string, PeerSubscription> _peers = new(StringComparer.OrdinalIgnoreCase);
    private readonly Channel<(SipAddress User, bool Anew)> _following = Channel.CreateUnbounded<(SipAddress, bool)>(new UnboundedChannelOptions { SingleReader = true });
    private readonly ConcurrentQueue<(long Due, SipAddress User)> _again = new();
    private readonly CancellationTokenSource _stopping = new();
    private readonly FrontEndOptions _options;
    private readonly ForestView _forest;
    private readonly LocalPresence _local;
    private readonly NotifySender _door;
    private readonly ConnectionTable _connections;
    private readonly Heartbeat _heartbeat;
    private readonly TimeProvider _time;
    private readonly ILogger _log;
    private readonly PeerSurroundings _around;
    private long _nextSweep = SweepEvery;

    public RemotePresence(
        FrontEndOptions options, ForestView forest, LocalPresence local, NotifySender door, ConnectionTable connections, Heartbeat heartbeat, IPoolTrunks trunks,
        OwnRequests requests, OwnAddress own, TimeProvider time, ILogger<RemotePresence> log)
    {
        (_options, _forest, _local, _door, _connections, _heartbeat, _time, _log) = (options, forest, local, door, connections, heartbeat, time, log);
        _around = new PeerSurroundings(options, trunks, requests, own, time, log, _stopping.Token);
    }

    /// <summary>How many users of other pools are watched from here.</summary>
    public int Count => _watched.Count;

    public override Task StartAsync(CancellationToken cancellationToken)
    {
        _forest.Changed += OnDirectory;
        _connections.Ended += OnEnded;
        _heartbeat.Add(this);
        return base.StartAsync(cancellationToken);
    }

    public override async Task StopAsync(CancellationToken cancellationToken)
    {
        _forest.Changed -= OnDirectory;
        _connections.Ended -= OnEnded;
        _heartbeat.Remove(this);
        await _stopping.CancelAsync();
        await base.StopAsync(cancellationToken);
    }

    public override void Dispose()
    {
        _stopping.Dispose();
        base.Dispose();
    }

    /// <summary>Watches users of other pools, or refreshes that; the views that came in time.</summary>
    internal async Task<WatchRequest> Watch(EndpointKey watcher, string name, IReadOnlyList<WatchedUser> users, TimeSpan expires, CancellationToken cancel)
    {
        var request = new WatchRequest();
        var until = _time.GetUtcNow() + expires;
        var items = new Dictionary<string, List<WatchItem>>(StringComparer.OrdinalIgnoreCase);
        foreach (var user in users)
            if (Add(watcher, user.User, name, until, request, added: user.Added) is { } home)
            {
                if (!items.TryGetValue(home, out var there)) items[home] = there = [];
                there.Add(new WatchItem(user.User.Value, watcher.User.Value, name, user.Added, (int)Math.Ceiling(expires.TotalSeconds)));
            }

        try
        {
            await Task.WhenAll(items.Select(there => PeerAt(there.Key).Ask(there.Value))).WaitAsync(Patience, _time, cancel);
        }
        catch (TimeoutException)
        {
            // They are told when it comes.
        }
        finally
        {
            foreach (var user in users) Answered(watcher, user.User, request);
        }

        return request;
    }

    /// <summary>True when she was watched from here.</summary>
    internal bool Unwatch(SipAddress user, EndpointKey watcher)
    {
        if (!_watched.TryGetValue(user, out var presentity)) return false;
        lock (presentity.Lock)
        {
            if (!presentity.Watches.Remove(watcher)) return false;
            if (presentity.Home is { } home && !presentity.IsWatchedBy(watcher.User)) PeerAt(home).Unwatch(user, watcher.User);
            DropIfIdle(presentity);
            return true;
        }
    }

    /// <summary>Somebody who was homed here has moved: those who watch her go on watching her at her next home.</summary>
    internal void Adopt(SipAddress user, IEnumerable<(EndpointKey Watcher, string Name, DateTimeOffset Until)> watchers)
    {
        foreach (var (watcher, name, until) in watchers) Add(watcher, user, name, until, null, isLate: true);
        _following.Writer.TryWrite((user, true));
    }

    /// <summary>What another pool says of its users.</summary>
    internal void Take(string peer, IEnumerable<PeerState> states)
    {
        foreach (var state in states)
        {
            if (!SipAddress.TryParse(state.Of, out var user) || !_watched.TryGetValue(user, out var presentity)) continue;
            lock (presentity.Lock)
            {
                // A pool speaks for the users who are watched there, and for nobody else.
                if (!peer.Equals(presentity.Home, StringComparison.OrdinalIgnoreCase)) continue;
                if (state.NotHere) LookAgain(presentity);
                else if (state.ViewOf(user) is { } view) Tell(presentity, view, state.For.ToHashSet(StringComparer.Ordinal));
            }
        }
    }

    public void Beat(long now)
    {
        foreach (var (_, peer) in _peers) peer.Beat(now);
        for (var i = _again.Count; i > 0 && _again.TryDequeue(out var later); i--)
            if (later.Due > now) _again.Enqueue(later);
            else _following.Writer.TryWrite((later.User, true));
        if (now < _nextSweep) return;
        _nextSweep = now + SweepEvery;
        var time = _time.GetUtcNow();
        foreach (var (user, presentity) in _watched)
        {
            List<EndpointKey> expired;
            lock (presentity.Lock) expired = [.. presentity.Watches.Where(w => w.Value.ExpiresAt < time).Select(w => w.Key)];
            foreach (var watcher in expired) Unwatch(user, watcher);
        }
    }

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        await foreach (var first in _following.Reader.ReadAllAsync(stoppingToken))
        {
            var moved = new Dictionary<SipAddress, bool> { [first.User] = first.Anew };
            while (_following.Reader.TryRead(out var more)) moved[more.User] = more.Anew || moved.GetValueOrDefault(more.User);
            try
            {
                await Follow(moved, stoppingToken);
            }
            catch (Exception e) when (!stoppingToken.IsCancellationRequested)
            {
                LogNotFollowed(_log, e, moved.Count);
            }
        }
    }

    /// <param name="moved">Whom; true: her home is asked even if it is the one that was asked before.</param>
    private async Task Follow(Dictionary<SipAddress, bool> moved, CancellationToken cancel)
    {
        var items = new Dictionary<string, List<WatchItem>>(StringComparer.OrdinalIgnoreCase);
        foreach (var (user, anew) in moved)
        {
            if (!_watched.TryGetValue(user, out var presentity)) continue;
            if (IsHere(HomeOf(user))) await ComeHome(presentity, cancel);
            else if (Rehome(presentity, anew, out var home) is { Count: > 0 } asked)
            {
                if (!items.TryGetValue(home, out var there)) items[home] = there = [];
                there.AddRange(asked);
            }
        }

        // Not waited for: what comes is told as it comes, and a pool that can't be asked now is asked when it can be.
        foreach (var (home, there) in items) _ = PeerAt(home).Ask(there);
    }

    /// <summary>Puts her to where the directory says she is; what her new home is to be asked.</summary>
    private List<WatchItem> Rehome(RemotePresentity presentity, bool anew, out string home)
    {
        lock (presentity.Lock)
        {
            home = HomeOf(presentity.Address) ?? "";
            var isSame = home.Equals(presentity.Home, StringComparison.OrdinalIgnoreCase);
            if (presentity.IsGone || (isSame && !anew)) return [];
            if (!isSame && presentity.Home is { } before) PeerAt(before).Presentities.TryRemove(presentity.Address, out _);
            presentity.Home = home.Length > 0 ? home : null;
            if (presentity.Home is null)
            {
                TellUnknown(presentity);
                return [];
            }

            PeerAt(home).Presentities[presentity.Address] = presentity;
            return presentity.AskAnew(_time.GetUtcNow());
        }
    }

    /// <summary>The pool that was asked does not have her: the directory has another one, or will have when it was read everywhere.</summary>
    private void LookAgain(RemotePresentity presentity)
    {
        if (!string.Equals(presentity.Home, HomeOf(presentity.Address), StringComparison.OrdinalIgnoreCase)) _following.Writer.TryWrite((presentity.Address, false));
        else _again.Enqueue((_heartbeat.Now + Math.Min(LookFirst << Math.Min(presentity.Tries++, 10), LookMost), presentity.Address));
    }

    /// <summary>She was moved to this pool: from here on her home tells her watchers itself.</summary>
    private async Task ComeHome(RemotePresentity presentity, CancellationToken cancel)
    {
        List<KeyValuePair<EndpointKey, RemoteWatch>> watches;
        lock (presentity.Lock)
        {
            if (presentity.IsGone) return;
            watches = [.. presentity.Watches];
            presentity.Watches.Clear();
            DropIfIdle(presentity);
        }

        foreach (var (watcher, watch) in watches)
        {
            var left = watch.ExpiresAt - _time.GetUtcNow();
            if (left <= TimeSpan.Zero) continue;
            try
            {
                await _local.Tell(presentity.Address, watcher, watch.Name, left, cancel, watch.Added);
            }
            catch (Exception e) when (e is MovedException or BackEndUnavailableException)
            {
                Add(watcher, presentity.Address, watch.Name, watch.ExpiresAt, null, added: watch.Added);
                _again.Enqueue((_heartbeat.Now + 1_000, presentity.Address));
            }
        }
    }

    /// <summary>Writes the watch down; the home that is to be asked, null when there is none.</summary>
    /// <param name="isLate">Only if there is none yet.</param>
    private string? Add(EndpointKey watcher, SipAddress user, string name, DateTimeOffset until, WatchRequest? request, bool isLate = false, bool added = false)
    {
        while (true)
        {
            var presentity = _watched.GetOrAdd(user, static address => new RemotePresentity(address));
            lock (presentity.Lock)
            {
                if (presentity.IsGone) continue;
                if (presentity.Watches.TryGetValue(watcher, out var watch))
                {
                    if (isLate) return presentity.Home;
                    (watch.Name, watch.ExpiresAt) = (name, until);
                }
                else
                {
                    presentity.Watches.Add(watcher, watch = new RemoteWatch(name, until));
                }

                watch.Asked = request;
                watch.Added |= added;
                watch.Waits = true;
                if (presentity.Home is null && HomeOf(user) is { } home && !IsHere(home))
                {
                    presentity.Home = home;
                    PeerAt(home).Presentities[user] = presentity;
                }

                return presentity.Home;
            }
        }
    }

    private void Answered(EndpointKey watcher, SipAddress user, WatchRequest request)
    {
        if (!_watched.TryGetValue(user, out var presentity)) return;
        lock (presentity.Lock)
            if (presentity.Watches.TryGetValue(watcher, out var watch) && ReferenceEquals(watch.Asked, request)) watch.Asked = null;
    }

    /// <summary>The whole state goes to those who wait for it, a change to those who know the rest. Under the presentity's lock, so that nothing overtakes.</summary>
    private void Tell(RemotePresentity presentity, PresenceView view, HashSet<string> people)
    {
        presentity.Tries = 0;
        var told = new List<EndpointKey>();
        foreach (var (watcher, watch) in presentity.Watches)
        {
            if (!people.Contains(watcher.User.Value) || watch.Waits != view.IsWhole) continue;
            (watch.Waits, watch.Added) = (false, false);
            if (watch.Asked is not { } request) told.Add(watcher);
            else request.Put(presentity.Address, view);
            watch.Asked = null;
        }

        if (told.Count > 0) _door.Deliver(told, new HomeNotification.PresenceChanged(view));
    }

    /// <summary>Nothing is known of her now; all wait for the whole state.</summary>
    private void TellUnknown(RemotePresentity presentity)
    {
        foreach (var watch in presentity.Watches.Values) watch.Waits = true;
        _door.Deliver([.. presentity.Watches.Keys], new HomeNotification.PresenceChanged(PresenceBody.Offline(presentity.Address, _time.GetUtcNow())));
    }

    private void OnOutage(PeerSubscription peer)
    {
        foreach (var (_, presentity) in peer.Presentities)
            lock (presentity.Lock) TellUnknown(presentity);
    }

    private void OnDirectory(DirectoryUser? before, DirectoryUser? after)
    {
        if ((after ?? before)?.Address is { } user && !_watched.IsEmpty && _watched.TryGetValue(user, out var presentity)
            && !string.Equals(presentity.Home, HomeOf(user), StringComparison.OrdinalIgnoreCase)) _following.Writer.TryWrite((user, false));
    }

    private void OnEnded(ISipConnection connection, ConnectionEnd why)
    {
        if (connection.Peer is { } pool && _peers.TryGetValue(pool, out var peer)) peer.Lost(connection);
    }

    private void DropIfIdle(RemotePresentity presentity)
    {
        if (presentity.Watches.Count > 0) return;
        presentity.IsGone = true;
        _watched.TryRemove(KeyValuePair.Create(presentity.Address, presentity));
        if (presentity.Home is { } home) PeerAt(home).Presentities.TryRemove(KeyValuePair.Create(presentity.Address, presentity));
    }

    private PeerSubscription PeerAt(string fqdn) => _peers.GetOrAdd(fqdn, pool => new PeerSubscription(pool, _around, OnOutage));

    private string? HomeOf(SipAddress user) => _forest.Find(user) is { Enabled: true, HomePool: { } home } ? home : null;

    private bool IsHere(string? pool) => _options.Pool.Fqdn.Equals(pool, StringComparison.OrdinalIgnoreCase);

    [LoggerMessage(52, LogLevel.Error, "{Users} users who moved could not be followed; their watchers see the last they saw until they subscribe anew")]
    private static partial void LogNotFollowed(ILogger log, Exception exception, int users);
}
