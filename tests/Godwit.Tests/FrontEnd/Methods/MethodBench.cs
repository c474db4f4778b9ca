using System.Text;
using Godwit.FrontEnd;
using Godwit.FrontEnd.Clients;
using Godwit.FrontEnd.Connections;
using Godwit.FrontEnd.Methods;
using Godwit.FrontEnd.Notifications;
using Godwit.FrontEnd.Relay;
using Godwit.FrontEnd.Requests;
using Godwit.Pool.Homes;
using Godwit.Pool.Pools;
using Godwit.Pool.Users;
using Godwit.Sip.Messages;
using Godwit.Sip.Wire;
using Godwit.Tests.FrontEnd.Authentication;
using Godwit.Tests.FrontEnd.Bench;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Time.Testing;

namespace Godwit.Tests.FrontEnd.Methods;

/// <summary>The handlers of one pool over <see cref="RecordingHome"/>s: a request in as text, an answer out.</summary>
internal sealed class MethodBench : IDisposable
{
    public const string Sipe = "Purple/2.14.12 Sipe/1.25.0 (linux-x86_64)";
    public const string New = "UCCAPI/3.5.6907.0 OC/3.5.6907.0 (Microsoft Office Communicator 2007 R2)";
    public const string Old = "LCC/1.3";

    private readonly ServiceProvider _provider;
    private readonly Dictionary<SipAddress, RecordingHome> _homes = [];
    private int _cseq;

    public MethodBench(PoolGeneration generation = PoolGeneration.Ocs2007R2)
    {
        var options = new FrontEndOptions
        {
            Pool = new PoolRecord(EdgeBench.Fqdn, generation, PoolEdition.Standard, "CN=r2pool"),
            Domains = [FakeForest.Domain],
            NetBiosDomain = "GODWIT",
            Routes = new Dictionary<string, PoolRoute>
            {
                [EdgeBench.Fqdn] = new("127.0.0.1", 5080, 5081),
                ["lcs01.godwit.test"] = new("127.0.0.1", 5060, 5061),
                ["open.godwit.test"] = new("127.0.0.1", 5090, null),
            },
        };
        var services = new ServiceCollection().AddLogging().AddSingleton<TimeProvider>(Time).AddSingleton(options).AddSingleton(Forest.View).AddSingleton<EndpointTable>();
        services.AddSingleton<ConnectionTable>().AddSingleton<TimerWheel>().AddSingleton<Heartbeat>().AddSingleton<IPoolTrunks, NoTrunks>();
        services.AddSingleton<HomeOf>(Home);
        services.AddSingleton<IRegistrar, AskTheHome>();
        services.AddMethods();
        _provider = services.BuildServiceProvider();
        Generation = generation;
        foreach (var name in (string[])["alice", "bob", "carol"]) Forest.Add(name, EdgeBench.Fqdn);
    }

    public FakeTimeProvider Time { get; } = new(new DateTimeOffset(2026, 11, 23, 1, 8, 48, TimeSpan.Zero));

    public FakeForest Forest { get; } = new();

    public PoolGeneration Generation { get; }

    public T Get<T>() where T : notnull => _provider.GetRequiredService<T>();

    public RecordingHome Home(string user) => Home(SipAddress.Parse($"{user}@{FakeForest.Domain}"));

    public RecordingHome Home(SipAddress user) => _homes.TryGetValue(user, out var home) ? home : _homes[user] = new RecordingHome(user, Generation, Time);

    /// <summary>Sends a request of <paramref name="user"/>, who was authenticated; the final answer, or null when there was none.</summary>
    public async Task<SipResponse?> Send(FakeConnection connection, string user, string text)
    {
        var request = Parse(text);
        SipResponse? answer = null;
        var context = new SipContext(request, connection, response =>
        {
            answer = response;
            connection.Send(response);
        })
        { Caller = SipAddress.Parse($"{user}@{FakeForest.Domain}") };
        await _provider.GetServices<ISipMethodHandler>().Single(h => h.Method == request.Method).Handle(context, TestContext.Current.CancellationToken);
        Assert.True(context.Answered);
        return answer;
    }

    /// <summary>A REGISTER as SIPE writes it, with the lines that the test adds or replaces.</summary>
    public Task<SipResponse?> Register(FakeConnection connection, string user, string userAgent = Sipe, string epid = "b34afb6ebb23", params string[] more) => Send(
        connection, user, $"""
        REGISTER sip:godwit.test SIP/2.0
        Via: SIP/2.0/TCP 192.0.2.7:48400;branch=z9hG4bK80BA{++_cseq}
        From: <sip:{user}@godwit.test>;tag=1174564187;epid={epid}
        To: <sip:{user}@godwit.test>
        Call-ID: 880B-{user}
        CSeq: {_cseq} REGISTER
        User-Agent: {userAgent}
        Contact: <sip:192.0.2.7:48400;transport=tcp;ms-opaque=d3{epid}>;methods="INVITE, MESSAGE";proxy=replace;+sip.instance="<urn:uuid:085e0bd8-{epid}>"
        {string.Join('\n', more.Length > 0 ? more : ["Supported: gruu-10, adhoclist, msrtc-event-categories, com.microsoft.msrtc.presence"])}
        Event: registration
        Content-Length: 0

        """);

    public async Task<FakeConnection> SignedIn(string user, string userAgent = Sipe, string epid = "b34afb6ebb23")
    {
        var connection = new FakeConnection();
        string[] supported = userAgent is Sipe or New or Old ? [] : ["Supported: outbound"];
        Assert.Equal(200, (await Register(connection, user, userAgent, epid, supported))!.Status);
        connection.Sent.Clear();
        return connection;
    }

    public Task<SipResponse?> Subscribe(
        FakeConnection connection, string user, string eventName, string? body = null, string? type = null, string more = "", string? to = null, bool family = true, string? tag = null) => Send(
        connection, user, $"""
        SUBSCRIBE {to ?? $"sip:{user}@godwit.test"} SIP/2.0
        Via: SIP/2.0/TCP 192.0.2.7:48400;branch=z9hG4bK81{++_cseq}
        From: <sip:{user}@godwit.test>;tag=77;epid=b34afb6ebb23
        To: <{to ?? $"sip:{user}@godwit.test"}>{(tag is null ? "" : $";tag={tag}")}
        Call-ID: sub-{eventName}
        CSeq: {_cseq} SUBSCRIBE
        Contact: <sip:192.0.2.7:48400;transport=tcp;ms-opaque=d3b34afb6ebb23>
        Event: {eventName}
        {(family ? "Supported: com.microsoft.autoextend\nSupported: ms-benotify\nSupported: ms-piggyback-first-notify\n" : "")}{more}{(type is null ? "" : $"Content-Type: {type}\n")}Content-Length: {Encoding.UTF8.GetByteCount(body ?? "")}

        {body}
        """);

    public Task<SipResponse?> Service(FakeConnection connection, string user, string type, string body, string? uri = null) => Send(
        connection, user, $"""
        SERVICE {uri ?? $"sip:{user}@godwit.test"} SIP/2.0
        Via: SIP/2.0/TCP 192.0.2.7:48400;branch=z9hG4bK82{++_cseq}
        From: <sip:{user}@godwit.test>;tag=78;epid=b34afb6ebb23
        To: <sip:{user}@godwit.test>
        Call-ID: service-{_cseq}
        CSeq: {_cseq} SERVICE
        Content-Type: {type}
        Content-Length: {Encoding.UTF8.GetByteCount(body)}

        {body}
        """);

    public Task<SipResponse?> Soap(FakeConnection connection, string user, string operation) => Service(connection, user, "application/SOAP+xml", SoapOf(operation));

    public static string SoapOf(string operation) =>
        "<s:Envelope xmlns:s=\"http://schemas.xmlsoap.org/soap/envelope/\"><s:Body xmlns:m=\"http://schemas.microsoft.com/winrtc/2002/11/sip\">" + operation + "</s:Body></s:Envelope>";

    public static SipRequest Parse(string text)
    {
        var end = text.IndexOf("\n\n", StringComparison.Ordinal);
        var (head, body) = end < 0 ? (text.TrimEnd(), "") : (text[..end], text[(end + 2)..]);
        var status = new SipMessageReader(new SipLimits()).ReadDatagram(
            Encoding.UTF8.GetBytes(head.Replace("\n", "\r\n", StringComparison.Ordinal) + "\r\n\r\n" + body), out var message, out var rejection);
        Assert.True(status == SipReadStatus.Message, rejection?.Text);
        return (SipRequest)message!;
    }

    public void Dispose() => _provider.Dispose();

    private sealed class NoTrunks : IPoolTrunks
    {
        public ValueTask<ISipConnection?> To(string fqdn, CancellationToken cancel) => default;
    }
}
