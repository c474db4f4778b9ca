using System.Buffers.Text;
using System.Diagnostics;
using Godwit.Load.Clients;
using Godwit.Load.Measure;

namespace Godwit.Load.Presence;

/// <summary>
/// Users who publish (RFC 3903) and watch each other (RFC 3856), each over her own TCP connection. Every publication changes what is seen, and the publisher's next one
/// waits until all her watchers were told.
/// </summary>
internal sealed class PresenceLoad : IArrivals, IDisposable
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(20);

    private readonly string _domain;
    private readonly Crowd _crowd;
    private readonly Presentity[] _presentities;
    private readonly ThreadLocal<Latencies> _latencies = new(() => new Latencies(), trackAllValues: true);
    private bool _measures;

    /// <param name="publishers">The first so many users publish.</param>
    /// <param name="watchers">Each of them is watched by so many of those that follow her, around the circle of all users.</param>
    public PresenceLoad(string domain, int publishers, int watchers)
    {
        _domain = domain;
        Watchers = watchers;
        Users = Math.Max(publishers, watchers + 1);
        _crowd = new Crowd(domain, this);
        _presentities = [.. Enumerable.Range(0, publishers).Select(_ => new Presentity())];
    }

    public int Users { get; }

    public int Watchers { get; }

    /// <summary>Everybody signs in, publishes once and is watched.</summary>
    public async Task Prepare(int port, CancellationToken cancel)
    {
        await _crowd.Connect(Users, _ => port, cancel);
        await _crowd.Register(cancel);
        await Crowd.ForEach(Enumerable.Range(0, _presentities.Length), 16, Publish, cancel);
        // A watcher's subscriptions one after the other, as a client does.
        await Crowd.ForEach(_crowd.Users, 16, async watcher =>
        {
            for (var p = 0; p < _presentities.Length; p++)
            {
                var distance = (watcher.Index - p + Users) % Users;
                if (distance == 0 || distance > Watchers) continue;
                var target = $"sip:{_crowd.Users[p].Address}";
                await _crowd.Ask(watcher, "SUBSCRIBE", target, $"sub{p:x}", "Event: presence\r\nAccept: application/pidf+xml\r\nExpires: 7200\r\n");
            }
        }, cancel);
        // What was sent after the last answer is not counted as news.
        await Task.Delay(TimeSpan.FromSeconds(1), TimeProvider.System, cancel);
    }

    /// <summary>So many publications, so many publishers at a time.</summary>
    public async Task<PresenceResult> Run(int publications, int atATime, CancellationToken cancel)
    {
        _measures = true;
        var started = Stopwatch.GetTimestamp();
        await Crowd.ForEach(Enumerable.Range(0, Math.Min(atATime, _presentities.Length)), atATime, async first =>
        {
            // Each has publishers of its own: nobody publishes twice at once.
            var (p, step) = (first, Math.Min(atATime, _presentities.Length));
            for (var n = first; n < publications; n += step, p += step)
            {
                if (p >= _presentities.Length) p = first;
                var presentity = _presentities[p];
                var told = presentity.Expect(Watchers);
                await Publish(p);
                await told.WaitAsync(Patience, TimeProvider.System, cancel);
            }
        }, cancel);
        var elapsed = Stopwatch.GetElapsedTime(started);
        var all = new Latencies();
        foreach (var one in _latencies.Values) all.Add(one);
        return new PresenceResult(elapsed, (long)publications * Watchers, all);
    }

    public void Arrived(SipUser user, ReadOnlySpan<byte> request)
    {
        if (!_measures || !request.StartsWith("NOTIFY "u8)) return;
        var from = request[request.IndexOf("\r\nFrom:"u8)..];
        if (!Utf8Parser.TryParse(from[(from.IndexOf("sip:u"u8) + 5)..], out int p, out _)) return;
        _latencies.Value!.Add(_presentities[p].SentAt, Stopwatch.GetTimestamp());
        _presentities[p].Told();
    }

    public void Answered(SipUser user, int status, int cseq, ReadOnlySpan<byte> response)
    {
    }

    public void Dispose()
    {
        _crowd.Dispose();
        _latencies.Dispose();
    }

    private async Task Publish(int p)
    {
        var (user, presentity) = (_crowd.Users[p], _presentities[p]);
        var number = ++presentity.Number;
        var body =
            "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\r\n" +
            "<presence xmlns=\"urn:ietf:params:xml:ns:pidf\" xmlns:dm=\"urn:ietf:params:xml:ns:pidf:data-model\" xmlns:rpid=\"urn:ietf:params:xml:ns:pidf:rpid\" " +
            $"entity=\"sip:{user.Address}\"><tuple id=\"t{p:x}\"><status><basic>open</basic></status><note>At my desk, {number}</note></tuple>" +
            $"<dm:person id=\"p{p:x}\"><rpid:activities>{(number % 2 == 0 ? "<rpid:busy/>" : "<rpid:away/>")}</rpid:activities></dm:person></presence>";
        var match = presentity.Tag is { } tag ? $"SIP-If-Match: {tag}\r\n" : "";
        presentity.SentAt = Stopwatch.GetTimestamp();
        presentity.Tag = await _crowd.Ask(user, "PUBLISH", $"sip:{user.Address}", $"pub{number:x}", $"Event: presence\r\nExpires: 7200\r\n{match}Content-Type: application/pidf+xml\r\n", body);
    }

    private sealed class Presentity
    {
        private TaskCompletionSource _told = new();
        private int _left;

        public string? Tag { get; set; }

        public int Number { get; set; }

        public long SentAt { get; set; }

        public Task Expect(int watchers)
        {
            _told = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
            Volatile.Write(ref _left, watchers);
            return _told.Task;
        }

        public void Told()
        {
            if (Interlocked.Decrement(ref _left) == 0) _told.TrySetResult();
        }
    }
}

internal sealed record PresenceResult(TimeSpan Elapsed, long Notifications, Latencies Latencies)
{
    public double PerSecond => Notifications / Elapsed.TotalSeconds;
}
