using Godwit.FrontEnd;
using Godwit.FrontEnd.Authentication;
using Godwit.FrontEnd.Authentication.Ntlm;
using Godwit.FrontEnd.Requests;
using Godwit.Pool.Pools;
using Godwit.Pool.Users;
using Godwit.Sip.Messages;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Time.Testing;

namespace Godwit.Tests.FrontEnd.Authentication;

/// <summary>The authentication of one pool with two users, alice and bob, and a fake clock.</summary>
internal sealed class SignInBench : IUserSecrets, IUserDirectory, IDisposable
{
    public const string Pool = "r2pool.godwit.test";
    public const string Password = "Fly-11000-km";

    private readonly ServiceProvider _provider;
    private readonly Dictionary<string, UserSecrets> _secrets = new(StringComparer.OrdinalIgnoreCase);

    private SignInBench(PoolGeneration generation, bool unauthenticated)
    {
        Options = new FrontEndOptions
        {
            Pool = new PoolRecord(Pool, generation, PoolEdition.Standard, "CN=r2pool"),
            Domains = ["godwit.test"],
            NetBiosDomain = "GODWIT",
            Routes = new Dictionary<string, PoolRoute>(),
            Unauthenticated = unauthenticated,
        };
        var services = new ServiceCollection().AddSingleton<TimeProvider>(Time).AddSingleton(Options).AddSingleton<IUserSecrets>(this).AddSingleton(Forest)
            .AddSipAuthentication().AddSingleton(typeof(Microsoft.Extensions.Logging.ILogger<>), typeof(NullLogger<>));
        _provider = services.BuildServiceProvider();
        Step = _provider.GetRequiredService<Authenticate>();
    }

    public FakeTimeProvider Time { get; } = new(new DateTimeOffset(2026, 11, 23, 1, 8, 48, TimeSpan.Zero));

    public FrontEndOptions Options { get; }

    public ForestView Forest { get; } = new();

    public Authenticate Step { get; }

    public static async Task<SignInBench> Start(PoolGeneration generation = PoolGeneration.Ocs2007R2, bool unauthenticated = false)
    {
        var bench = new SignInBench(generation, unauthenticated);
        using var replicator = new UserReplicator(bench, bench.Forest);
        await replicator.CatchUp(TestContext.Current.CancellationToken);
        foreach (var name in (string[])["alice", "bob"])
        {
            var secret = new UserSecrets(SipAddress.Parse($"{name}@godwit.test"), NtlmProof.NtHash(Password), [.. DigestClient.Secrets(name, "godwit.test", Password)]);
            bench._secrets[name] = bench._secrets[$"{name}@godwit.test"] = secret;
        }

        return bench;
    }

    /// <summary>A request as a client sends it: call-id and tags as of one dialog.</summary>
    public static SipRequest Request(SipMethod method, string user = "alice", int cseq = 1)
    {
        var headers = new SipHeaders();
        headers.Add(HeaderNames.Via, "SIP/2.0/TCP 192.0.2.7:49152;branch=z9hG4bK1");
        headers.Add(HeaderNames.From, $"<sip:{user}@godwit.test>;tag=2003625789;epid=b34afb6ebb23");
        headers.Add(HeaderNames.To, $"<sip:{user}@godwit.test>");
        headers.Add(HeaderNames.CallId, "880BgCA3m1AB7x");
        headers.Add(HeaderNames.CSeq, $"{cseq} {method.Name}");
        return new SipRequest(method, "sip:godwit.test", headers);
    }

    /// <summary>Lets the step take the request; the answer that it gave, null when the request may go on.</summary>
    public async Task<SipResponse?> Take(SipRequest request, FakeConnection connection) => (await TakeContext(request, connection)).Response;

    public async Task<(SipContext Context, SipResponse? Response)> TakeContext(SipRequest request, FakeConnection connection)
    {
        SipResponse? answer = null;
        var context = new SipContext(request, connection, response =>
        {
            answer = response;
            connection.Send(response);
        });
        await Step.Take(context, TestContext.Current.CancellationToken);
        return (context, answer);
    }

    /// <summary>All three legs; the answer to the last, null when it was accepted.</summary>
    public async Task<SipResponse?> SignIn(NtlmClient client, FakeConnection connection, string user = "alice")
    {
        var second = Request(SipMethod.Register, user, 2);
        second.Headers.Add(HeaderNames.Authorization, client.Ask(Pool));
        var challenge = await Take(second, connection);
        if (challenge is not { Status: 401 }) return challenge;
        var third = Request(SipMethod.Register, user, 3);
        client.Answer(challenge.Headers.Get(HeaderNames.WwwAuthenticate)!, third);
        return await Take(third, connection);
    }

    public ValueTask<UserSecrets?> Find(string login, CancellationToken cancel) => ValueTask.FromResult(_secrets.GetValueOrDefault(login));

    public Task<IReadOnlyList<PoolRecord>> Pools(CancellationToken cancel) => Task.FromResult<IReadOnlyList<PoolRecord>>([Options.Pool]);

    public Task<IReadOnlyList<DirectoryChange>> ChangesSince(long since, CancellationToken cancel)
    {
        IReadOnlyList<DirectoryChange> changes = since > 0 ? [] : [User(1, "alice"), User(2, "bob")];
        return Task.FromResult(changes);
    }

    public Task WaitForChange(long since, CancellationToken cancel) => Task.CompletedTask;

    Task<DirectoryUser?> IUserDirectory.Find(SipAddress address, CancellationToken cancel) => throw new NotSupportedException();

    IAsyncEnumerable<DirectoryUser> IUserDirectory.List(CancellationToken cancel) => throw new NotSupportedException();

    public void Dispose() => _provider.Dispose();

    private static DirectoryChange User(long id, string name)
    {
        var address = SipAddress.Parse($"{name}@godwit.test");
        return new DirectoryChange(id, address, new DirectoryUser(id, $"CN={name}", address, name, name, null, true, Pool, null, 256, id));
    }
}
