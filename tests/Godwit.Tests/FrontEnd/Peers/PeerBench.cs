using System.Collections.Immutable;
using System.Text;
using Godwit.Pool.Homes;
using Godwit.Pool.Pools;
using Godwit.Pool.Presence;
using Godwit.Pool.Users;
using Godwit.Sip.Messages;
using Godwit.Tests.FrontEnd.Bench;

namespace Godwit.Tests.FrontEnd.Peers;

/// <summary>Three pools whose trunks are pipes, one directory, one clock; what a home says is the test's.</summary>
internal sealed class PeerBench : IAsyncDisposable
{
    public const string Lcs = "lcs01.godwit.test";
    public const string Ocs = "ocs07.godwit.test";
    public const string R2 = EdgeBench.Fqdn;

    private readonly Dictionary<string, EdgeBench> _pools = [];
    private long _version;

    public PeerBench()
    {
        foreach (var (fqdn, generation) in ((string, PoolGeneration)[])[(R2, PoolGeneration.Ocs2007R2), (Lcs, PoolGeneration.Lcs2005Sp1), (Ocs, PoolGeneration.Ocs2007)])
        {
            Dialers[fqdn] = new MemoryDialer(fqdn);
            var time = _pools.Values.FirstOrDefault()?.Time;
            _pools[fqdn] = new EdgeBench(o => o with { Pool = new PoolRecord(fqdn, generation, PoolEdition.Standard, "CN=" + fqdn) }, Forest, time, Dialers[fqdn]);
            Dialers[fqdn].Own = _pools[fqdn];
        }

        foreach (var fqdn in _pools.Keys) Connect(fqdn);
    }

    public FakeForest Forest { get; } = new();

    public Dictionary<string, MemoryDialer> Dialers { get; } = [];

    public EdgeBench this[string pool] => _pools[pool];

    /// <summary>The others can reach this pool.</summary>
    public void Connect(string pool)
    {
        foreach (var (other, dialer) in Dialers)
            if (other != pool) dialer.Pools[pool] = _pools[pool];
    }

    /// <summary>The others cannot reach it any more; what is open is cut.</summary>
    public void Disconnect(string pool)
    {
        foreach (var (other, dialer) in Dialers)
            if (other != pool) dialer.Pools.Remove(pool);
        foreach (var connection in _pools[pool].Connections.All.Where(c => c.Peer is not null)) connection.Close(Godwit.FrontEnd.Connections.ConnectionEnd.PeerReset);
    }

    /// <summary>The home of a user at that pool, who shows this availability.</summary>
    public FakeHome Home(string user, string pool, int? availability)
    {
        Forest.Add(user, pool);
        var home = _pools[pool].Homes.Of(user);
        home.Door = _pools[pool].Get<IEndpointDoor>();
        home.View = availability is { } number ? View(user, number) : null;
        home.Moved = 0;
        return home;
    }

    /// <summary>Her old home lets go: its watchers are told that she has moved.</summary>
    public void Move(string user, string from, string to, int? availability)
    {
        var old = _pools[from].Homes.Of(user);
        var watchers = old.Watchers.Keys.ToList();
        old.Watchers.Clear();
        old.Moved = int.MaxValue;
        Home(user, to, availability);
        old.Door.Deliver(watchers, new HomeNotification.PresentityMoved(SipAddress.Parse(user + "@godwit.test")));
    }

    public PresenceView View(string user, int availability) => new(
        SipAddress.Parse(user + "@godwit.test"),
        [new CategoryView("state", 1, _pools[R2].Time.GetUtcNow(), $"<state xmlns=\"urn:x\"><availability>{availability}</availability></state>")],
        new LegacyView(availability < 18000 ? 300 : 0, 400, user, null, "e1", $"<userInfo xmlns=\"urn:y\"><note>{user} &amp; {availability}</note></userInfo>", ""), ++_version,
        Summary: new PresenceSummary(availability, null, $"{user} & {availability}", false, null));

    /// <param name="users">+bob: he was just added to the list.</param>
    public static SipRequest SubscribeTo(TestClient client, params string[] users) => client.Request(SipMethod.Subscribe, $"sip:{client.User}@godwit.test", request =>
    {
        request.Headers.Add(HeaderNames.Contact, $"<{client.Contact}>");
        request.Headers.Add(HeaderNames.Event, "presence");
        request.Headers.Add(HeaderNames.Supported, "ms-benotify");
        request.Headers.Add(HeaderNames.Supported, "ms-piggyback-first-notify");
        request.Headers.Add(HeaderNames.ContentType, "application/msrtc-adrl-categorylist+xml");
        request.Body = Encoding.UTF8.GetBytes(
            "<batchSub xmlns=\"http://schemas.microsoft.com/2006/01/sip/batch-subscribe\" uri=\"sip:a@godwit.test\"><action name=\"subscribe\" id=\"1\"><adhocList>"
            + string.Concat(users.Select(u => u[0] == '+' ? $"<resource uri=\"sip:{u[1..]}@godwit.test\"><context/></resource>" : $"<resource uri=\"sip:{u}@godwit.test\"/>")) + "</adhocList></action></batchSub>");
    });

    public static async Task<string> Watch(TestClient client, params string[] users)
    {
        client.Send(SubscribeTo(client, users));
        return TextOf(await client.ReceiveResponse(200));
    }

    /// <summary>The number in the next notification; null when it has none.</summary>
    public static async Task<(string User, int? Number)> Next(TestClient client) => Read(await client.ReceiveRequest(SipMethod.Benotify));

    /// <summary>All that the client was told of others by now.</summary>
    public static async Task<ImmutableArray<(string User, int? Number)>> Told(TestClient client) => [.. (await client.ReceiveAll()).OfType<SipRequest>().Select(Read)];

    public static string TextOf(SipMessage message) => Encoding.UTF8.GetString(message.Body.Span);

    public async ValueTask DisposeAsync()
    {
        foreach (var pool in _pools.Values) pool.Stop();
        foreach (var pool in _pools.Values) await pool.DisposeAsync();
    }

    private static (string User, int? Number) Read(SipRequest notify)
    {
        var text = TextOf(notify);
        var user = text.Split("uri=\"sip:")[1].Split('@')[0];
        return (user, text.Contains("<availability>", StringComparison.Ordinal) ? int.Parse(text.Split("<availability>")[1].Split('<')[0], System.Globalization.CultureInfo.InvariantCulture) : null);
    }
}
